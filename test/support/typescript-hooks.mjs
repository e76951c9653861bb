import { access, readFile } from "node:fs/promises";
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
  if (!url.startsWith("file:") || !url.endsWith(".ts")) {
    return next(url, context);
  }
  const { code } = await transform(await readFile(fileURLToPath(url), "utf8"), {
    filename: fileURLToPath(url),
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "es6" },
    sourceMaps: "inline",
  });
  return { format: "module", source: code, shortCircuit: true };
}
