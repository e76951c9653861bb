import type { LiveStream } from "../live/live-stream.js";
import type { ConsoleRoute } from "./route.js";
import type { Sessions } from "./sessions.js";

/** `GET /live`: `LiveView`s as server-sent events, for as long as whoever looks is signed in. */
export function createLiveRoute(
  live: LiveStream,
  sessions: Sessions,
): ConsoleRoute {
  return {
    method: "get",
    path: "/live",
    right: ["edit", "approve", "publish", "decide-money", "administer"],
    handle(request, who, response) {
      live.open(
        response,
        async () => (await sessions.find(request))?.id === who.id,
      );
      return Promise.resolve(undefined);
    },
  };
}
