import { createServer, type AddressInfo } from "node:net";
import { token } from "./answered-line.js";

/** The settings of a real carrier account, on a port that is the same after the restart. */
export async function realLine(
  settings: Record<string, string>,
): Promise<Record<string, string>> {
  const port = String(await freePort());
  return {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    TWILIO_ACCOUNT_SID: "AC00000000000000000000000000000000",
    TWILIO_AUTH_TOKEN: token,
    TWILIO_API_URL: "http://127.0.0.1:9",
    TWILIO_NUMBER: "+12025550100",
    PEOPLE_FILE: "demo/people.yaml",
    ...settings,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
