/** A company's sign-in, as OpenID Connect has it: it sends everybody back at once as the person that it was told. */
import {
  createHash,
  createSign,
  generateKeyPairSync,
  randomUUID,
} from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface CompanyIssuer {
  readonly issuer: string;
  /** Who signs in there from now on. */
  person: Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startIssuer(clientId: string): Promise<CompanyIssuer> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const asked = new Map<string, { nonce: string; challenge: string }>();
  const company = { issuer: "", person: {} };
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "", company.issuer);
      const { searchParams: query } = url;
      switch (url.pathname) {
        case "/.well-known/openid-configuration":
          return json(response, {
            issuer: company.issuer,
            authorization_endpoint: `${company.issuer}/authorize`,
            token_endpoint: `${company.issuer}/token`,
            jwks_uri: `${company.issuer}/keys`,
            response_types_supported: ["code"],
            id_token_signing_alg_values_supported: ["RS256"],
            code_challenge_methods_supported: ["S256"],
          });
        case "/keys": {
          const key = keys.publicKey.export({ format: "jwk" });
          return json(response, {
            keys: [{ ...key, kid: "1", alg: "RS256", use: "sig" }],
          });
        }
        case "/authorize": {
          const code = randomUUID();
          asked.set(code, {
            nonce: query.get("nonce") ?? "",
            challenge: query.get("code_challenge") ?? "",
          });
          const back = new URL(query.get("redirect_uri") ?? "");
          back.searchParams.set("code", code);
          back.searchParams.set("state", query.get("state") ?? "");
          return void response.writeHead(302, { location: back.href }).end();
        }
        default: {
          const form = new URLSearchParams(await textOf(request));
          const about = asked.get(form.get("code") ?? "");
          const challenge = createHash("sha256")
            .update(form.get("code_verifier") ?? "")
            .digest("base64url");
          if (about?.challenge !== challenge)
            return json(response, { error: "invalid_grant" }, 400);
          const seconds = Math.floor(Date.now() / 1000);
          const claims = {
            iss: company.issuer,
            aud: clientId,
            iat: seconds,
            exp: seconds + 300,
            nonce: about.nonce,
            ...company.person,
          };
          return json(response, {
            access_token: randomUUID(),
            token_type: "bearer",
            id_token: sign(claims, keys.privateKey),
          });
        }
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  company.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(company, {
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function sign(
  claims: object,
  key: Parameters<ReturnType<typeof createSign>["sign"]>[0],
): string {
  const part = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "1" })}.${part(claims)}`;
  const seal = createSign("RSA-SHA256").update(text).sign(key, "base64url");
  return `${text}.${seal}`;
}

function json(response: ServerResponse, body: object, status = 200): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify(body));
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const part of stream) text += String(part);
  return text;
}
