import { ask } from "../api.js";

const retryMs = 2_000;

/**
 * What the line tells of as it changes, until the returned function is called. `hear` has what to do at each kind of event, with what it
 * says; `away` and `open` are told as the line goes and comes back. The browser comes back by itself where nobody answers, but gives up for good where something
 * else does, such as a proxy's 502: then it is asked again, and so is who is signed in.
 */
export function openStream(
  path: string,
  hear: Readonly<Record<string, (data: string) => void>>,
  { away, open }: { readonly away: () => void; readonly open: () => void },
): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const connect = () => {
    source = new EventSource(path);
    source.addEventListener("open", open);
    for (const [type, act] of Object.entries(hear))
      source.addEventListener(type, ({ data }: MessageEvent<string>) =>
        act(data),
      );
    source.addEventListener("error", () => {
      away();
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, retryMs);
      // Told to whoever shows the sign-in, if that is why.
      ask("GET", "/me").catch(() => undefined);
    });
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
