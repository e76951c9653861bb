/**
 * jest-light-runner answers the first of its processes that asks what to do by telling all of them. A process that has not asked yet would
 * miss that, and wait for ever: what it was told is kept until it asks.
 */
const question = "jest-light-runner-get-worker-data";
const answer = "jest-light-runner-worker-data";

function attend(event) {
  if (event !== "message") return;
  process.off("newListener", attend);
  let kept;
  process.on("message", (message) => {
    if (message?.type === answer) kept = message;
  });
  const send = process.send.bind(process);
  process.send = (message, ...rest) => {
    if (message !== question || !kept) return send(message, ...rest);
    setImmediate(() => process.emit("message", kept));
    return true;
  };
}

// Not before somebody listens: a message that nobody hears is gone.
if (process.send) process.on("newListener", attend);
