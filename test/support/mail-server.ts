import { createServer, type AddressInfo, type Socket } from "node:net";

/** As much of a mail server (RFC 5321) as one mail needs. */
export interface MailServer {
  /** `smtp://127.0.0.1:…` */
  readonly url: string;
  /** All that it was told so far, a line each. */
  received(): string;
  /** What it says to a recipient from now on, `450 busy`. */
  answerRecipients(line: string): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  let received = "";
  let recipientAnswer = "250 fine";
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 test");
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
        received += `${line}\n`;
        if (inData) {
          if (line !== ".") continue;
          inData = false;
          say("250 kept");
        } else if (/^(EHLO|HELO)/.test(line)) say("250 test");
        else if (line.startsWith("RCPT")) say(recipientAnswer);
        else if (line === "DATA") {
          inData = true;
          say("354 go on");
        } else if (line === "QUIT") {
          say("221 bye");
          socket.end();
        } else say("250 fine");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    answerRecipients(line) {
      recipientAnswer = line;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
