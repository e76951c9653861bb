import type { MachineKey, Store } from "../store/contract.js";
import { readState } from "./turn.js";

/** What a durable machine remembers, for reading only; `undefined` when there is none. The caller knows the kind's context. */
export async function readContext<Context>(
  store: Store,
  key: MachineKey,
): Promise<Context | undefined> {
  const { machine } = await store.load(key);
  if (!machine) return undefined;
  const { snapshot } = readState(machine.state);
  return (snapshot as unknown as { context: Context }).context;
}
