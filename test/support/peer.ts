/** One end of the channel between a test and a process of its own. */
interface Channel {
  send?(message: unknown): boolean;
  on(event: "message", listener: (message: unknown) => void): unknown;
}

interface Question {
  readonly ask: number;
  readonly name: string;
  readonly given: unknown[];
}

interface Answer {
  readonly answer: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** What the other end may ask for; asked with values that survive JSON. */
export type Offers = Readonly<
  Record<string, (...given: never[]) => Promise<unknown>>
>;

/** Lets both ends of a channel ask the other for what it offers. */
export function createPeer(
  channel: Channel,
  offers: Offers,
): (name: string, ...given: unknown[]) => Promise<unknown> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  channel.on("message", (received) => {
    const message = received as Question | Answer;
    if ("answer" in message) return waiting.get(message.answer)?.(message);
    const offer = offers[message.name];
    const work = offer
      ? offer(...(message.given as never[]))
      : Promise.reject(new Error(`Nobody offers ${message.name}.`));
    void work.then(
      (value) => channel.send?.({ answer: message.ask, value }),
      (error: unknown) =>
        channel.send?.({ answer: message.ask, error: String(error) }),
    );
  });
  return (name, ...given) =>
    new Promise((resolve, reject) => {
      const ask = (asked += 1);
      waiting.set(ask, ({ value, error }) => {
        waiting.delete(ask);
        if (error === undefined) resolve(value);
        else reject(new Error(error));
      });
      channel.send?.({ ask, name, given });
    });
}
