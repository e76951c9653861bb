import { useCallback, useEffect, useState } from "react";
import type {
  PersonView,
  SessionView,
} from "../../server/console/session-routes.js";
import { ask } from "../api.js";

export interface SessionState {
  /** Undefined until the server has said. */
  readonly session: SessionView | undefined;
  readonly isAway: boolean;
  /** Asks the server again who is signed in. */
  readonly renew: () => Promise<void>;
}

export type { PersonView, SessionView };

export function useSession(): SessionState {
  const [session, setSession] = useState<SessionView>();
  const [isAway, setAway] = useState(false);
  const renew = useCallback(async () => {
    try {
      setSession(await ask<SessionView>("GET", "/session"));
      setAway(false);
    } catch {
      setAway(true);
    }
  }, []);
  useEffect(() => void renew(), [renew]);
  return { session, isAway, renew };
}
