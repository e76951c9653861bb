import { createServer, type AddressInfo, type Socket } from "node:net";
import { createMail } from "../../src/server/relay/mail.js";
import { CannotPerform } from "../../src/server/relay/perform-faults.js";
import { startMailServer, type MailServer } from "../support/mail-server.js";

let server: MailServer;
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => server.close());

const send = (to = "maria@example.com", id = "invoice:1:2:0") =>
  createMail(server.url, "line@example.com")(
    to,
    "Su factura corregida",
    "Aquí: https://a.example/x",
    id,
  );

it("a mail goes to the server that is named, with its sender, subject and text", async () => {
  await send();
  expect(server.received()).toContain("RCPT TO:<maria@example.com>");
  expect(server.received()).toContain("From: line@example.com");
  expect(server.received()).toContain("Subject: Su factura corregida");
  expect(server.received()).toContain("https://a.example/x");
});

it("a mail that is sent again has the name that it had, and another has another", async () => {
  await send();
  await send();
  await send(undefined, "invoice:2:2:0");
  const [first, again, other] =
    server.received().match(/Message-ID: <.+@.+>/gu) ?? [];
  expect(again).toBe(first);
  expect(first).toMatch(/@example\.com>$/u);
  expect(other).toMatch(/@example\.com>$/u);
  expect(other).not.toBe(first);
});

it("an address that the server refuses for good is not tried again; one that it refuses for now is", async () => {
  server.answerRecipients("550 no such box");
  await expect(send()).rejects.toThrow(CannotPerform);
  server.answerRecipients("450 busy");
  await expect(send()).rejects.not.toThrow(CannotPerform);
  await expect(send()).rejects.toThrow();
});

it("a mail server that takes the connection and says nothing is given up, and asked again later", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  const toSilent = createMail(
    `smtp://127.0.0.1:${port}`,
    "line@example.com",
    200,
  );
  const begun = Date.now();
  await expect(toSilent("ana@acme.example", "Caso", "…", "id")).rejects.toThrow(
    /timeout|never received/i,
  );
  expect(Date.now() - begun).toBeLessThan(5_000);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => silent.close(resolve));
});
