import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { readEnvFile } from "../../src/server/env-file.js";

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-env-"));
  file = join(dir, ".env");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const read = async (content: string | Buffer, env = {}) => {
  await writeFile(file, content);
  readEnvFile(env, file);
  return env;
};

describe("the file .env", () => {
  it("says what the environment does not", async () => {
    expect(
      await read('PORT=1\r\nexport HOST="::1"\r\n# a remark\n', { PORT: "2" }),
    ).toEqual({ PORT: "2", HOST: "::1" });
  });

  it("may be missing", () => {
    expect(() => readEnvFile({}, join(dir, "none"))).not.toThrow();
  });

  it("counts its first line too where an editor of Windows saved it", async () => {
    expect(await read("\ufeffTWILIO_NUMBER=+12025550100\n")).toEqual({
      TWILIO_NUMBER: "+12025550100",
    });
  });

  it.each([
    ["UTF-16, as PowerShell writes it", Buffer.from("PORT=1\n", "utf16le")],
    [
      "Windows' own letters",
      Buffer.from("MAIL_FROM=a\xf1o@b.example", "latin1"),
    ],
  ])("is refused in %s", async (_what, content) => {
    await expect(read(content)).rejects.toThrow("is not saved as UTF-8");
  });

  it("has no name that nothing reads, but those that look-ups may name", async () => {
    await expect(read("TWILIO_ACOUNT_SID=AC1\n")).rejects.toThrow(
      "has TWILIO_ACOUNT_SID, and there is no such setting. Did you mean TWILIO_ACCOUNT_SID?",
    );
    expect(await read("SHOP_TOKEN=t\nDATA_KEY=k\n")).toEqual({
      SHOP_TOKEN: "t",
      DATA_KEY: "k",
    });
  });

  it("is told as a folder, not as a fault", () => {
    expect(() => readEnvFile({}, dir)).toThrow("is a folder");
  });

  it("is read by every command, which would otherwise work on another store", async () => {
    await writeFile(
      file,
      `TWILIO_ACCOUNT_SID=AC1\nTWILIO_AUTH_TOKEN=12345678\nTWILIO_NUMBER=+12025550100\nPUBLIC_URL=https://a.example\nDATA_DIR=${dir}/kept\n`,
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        "--import",
        pathToFileURL(resolve("test/support/run-typescript.mjs")).href,
        resolve("src/cli/main.ts"),
        "outbox",
      ],
      { cwd: dir, encoding: "utf8", env: { PATH: process.env["PATH"] } },
    );
    expect(stdout + stderr).toBe(
      `No effect is waiting for a person in embedded store in ${dir}/kept/store.\n`,
    );
  });
});
