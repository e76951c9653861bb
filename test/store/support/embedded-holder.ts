import { writeSync } from "node:fs";
import { openTables } from "../../../src/store/embedded/tables.js";

/** A process that begins a transaction on an embedded store's files, says `holds`, and keeps the write lock until it is killed. */
const { root } = openTables(process.argv[2] ?? "");
root.transactionSync(() => {
  writeSync(1, "holds\n");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
