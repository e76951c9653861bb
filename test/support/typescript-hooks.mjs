import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "@swc/core";

/** Node's module hooks (see run-typescript.mjs): `./x.js` may be `./x.ts`, and TypeScript is stripped as it is loaded. */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith(".") && specifier.endsWith(".js")) {
    const source = new URL(
      specifier.replace(/\.js$/, ".ts"),
      context.parentURL,
    );
    const isThere = await access(source).then(
      () => true,
      () => false,
    );
    if (isThere) return { url: source.href, shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!/^file:[^?]*\.ts(\?|$)/.test(url)) return next(url, context);
  const file = fileURLToPath(url);
  return {
    format: "module",
    source: await strip(file, await readFile(file, "utf8")),
    shortCircuit: true,
  };
}

/** Many processes of one run of the tests load the same files. */
async function strip(filename, text) {
  if (process.env.TEST_FOLDER === undefined) return compile(filename, text);
  const folder = join(process.env.TEST_FOLDER, "stripped");
  const kept = join(
    folder,
    createHash("sha1").update(`${filename}\n${text}`).digest("hex"),
  );
  return readFile(kept, "utf8").catch(async () => {
    const code = await compile(filename, text);
    await mkdir(folder, { recursive: true });
    await writeFile(`${kept}-${process.pid}`, code);
    await rename(`${kept}-${process.pid}`, kept);
    return code;
  });
}

async function compile(filename, text) {
  const { code } = await transform(text, {
    filename,
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "es6" },
    sourceMaps: "inline",
  });
  return code;
}
