import { useCallback, useEffect, useState } from "react";
import type {
  PersonView,
  SessionView,
} from "../../server/console/session-routes.js";
import { ask, signedOut } from "../api.js";

export interface SessionState {
  /** Undefined until the server has said. */
  readonly session: SessionView | undefined;
  readonly isAway: boolean;
  /** Whoever is in `session` was signed out meanwhile. */
  readonly isOver: boolean;
  /** They go on without signing in again, until something is refused. */
  readonly stayOut: () => void;
  /** Asks the server again who is signed in. */
  readonly renew: () => Promise<void>;
}

export type { PersonView, SessionView };

export function useSession(): SessionState {
  const [session, setSession] = useState<SessionView>();
  const [isAway, setAway] = useState(false);
  const [isOver, setOver] = useState(false);
  const renew = useCallback(async () => {
    try {
      setSession(await ask<SessionView>("GET", "/session"));
      setAway(false);
      setOver(false);
    } catch {
      setAway(true);
    }
  }, []);
  useEffect(() => {
    void renew();
    const over = () => setOver(true);
    addEventListener(signedOut, over);
    return () => removeEventListener(signedOut, over);
  }, [renew]);
  return { session, isAway, isOver, stayOut: () => setOver(false), renew };
}
