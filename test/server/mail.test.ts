import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { createMail } from "../../src/server/mail.js";
import { CannotPerform } from "../../src/server/perform-faults.js";

let server: Server;
let sockets: Socket[];
let received: string;
/** What the mail server says to a recipient. */
let recipientAnswer: string;
beforeEach(async () => {
  received = "";
  recipientAnswer = "250 fine";
  sockets = [];
  server = createServer(speakSmtp);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** As much of RFC 5321 as one mail needs. */
function speakSmtp(socket: Socket): void {
  sockets.push(socket);
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say("220 test");
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
}
const send = (to = "maria@example.com", id = "invoice:1:2:0") =>
  createMail(
    `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    "line@example.com",
  )(to, "Su factura corregida", "Aquí: https://a.example/x", id);

it("a mail goes to the server that is named, with its sender, subject and text", async () => {
  await send();
  expect(received).toContain("RCPT TO:<maria@example.com>");
  expect(received).toContain("From: line@example.com");
  expect(received).toContain("Subject: Su factura corregida");
  expect(received).toContain("https://a.example/x");
});

it("a mail that is sent again has the name that it had, and another has another", async () => {
  await send();
  await send();
  await send(undefined, "invoice:2:2:0");
  const [first, again, other] = received.match(/Message-ID: <.+@.+>/gu) ?? [];
  expect(again).toBe(first);
  expect(first).toMatch(/@example\.com>$/u);
  expect(other).toMatch(/@example\.com>$/u);
  expect(other).not.toBe(first);
});

it("an address that the server refuses for good is not tried again; one that it refuses for now is", async () => {
  recipientAnswer = "550 no such box";
  await expect(send()).rejects.toThrow(CannotPerform);
  recipientAnswer = "450 busy";
  await expect(send()).rejects.not.toThrow(CannotPerform);
  await expect(send()).rejects.toThrow();
});
