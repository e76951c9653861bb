/** The versions of the line's flows as they are kept in the store, for whoever serves them. */
import { createHash, randomUUID } from "node:crypto";
import type { Certificate } from "../../flows/proof/index.js";
import { versionsMachine } from "../../machines/versions/index.js";
import {
  lineVersions,
  noVersions,
  type LineVersions,
  type VersionsEvent,
} from "../../machines/versions/events.js";
import type { Store } from "../../store/contract.js";
import type { WrittenFile } from "./flow-library.js";
import { createMachineKinds, fixedKind } from "../machine-kinds.js";
import { programMark } from "./program-mark.js";
import { readContext } from "../read-context.js";
import { takeTurn } from "../turn.js";

export interface FlowVersions {
  now(): Promise<LineVersions>;
  /** `false`: it was not to be, since what is live had changed meanwhile. */
  take(event: VersionsEvent): Promise<boolean>;
  /** Keeps the texts of all flows together. Gives their id. */
  keepTexts(written: readonly WrittenFile[]): Promise<string>;
  /** Throws when there are none under that id. */
  readTexts(id: string): Promise<readonly WrittenFile[]>;
  /** What was proved once of exactly these inputs, by this very program on any server. */
  readCertificate(hash: string): Promise<Certificate | undefined>;
  keepCertificate(certificate: Certificate): Promise<void>;
}

export function createFlowVersions(store: Store): FlowVersions {
  const turns = {
    store,
    kinds: createMachineKinds({ versions: fixedKind(versionsMachine) }),
  };
  return {
    now: async () =>
      (await readContext<LineVersions>(store, lineVersions)) ?? noVersions,
    async take(event) {
      const { outcome } = await takeTurn(turns, {
        key: lineVersions,
        token: randomUUID(),
        event,
        begins: true,
        asks: false,
      });
      return outcome === "moved";
    },
    async keepTexts(written) {
      const id = textsId(written);
      await store.putDocument(id, textsOf(written));
      return id;
    },
    async readTexts(id) {
      const text = await store.getDocument(id);
      if (text === undefined)
        throw new Error(`The flows ${id} are not in the store.`);
      return JSON.parse(text) as WrittenFile[];
    },
    async readCertificate(hash) {
      const text = await store.getDocument(certificateId(hash));
      return text === undefined ? undefined : (JSON.parse(text) as Certificate);
    },
    // One that holds has bounds everywhere, so that JSON loses nothing of it.
    keepCertificate: (certificate) =>
      store.putDocument(
        certificateId(certificate.hash),
        JSON.stringify(certificate),
      ),
  };
}

function certificateId(hash: string): string {
  return `certificate:${programMark()}:${hash}`;
}

/** The same texts have the same id, in whatever order their files were read. */
export function textsId(written: readonly WrittenFile[]): string {
  const hash = createHash("sha256").update(textsOf(written)).digest("hex");
  return `flows:${hash.slice(0, 32)}`;
}

function textsOf(written: readonly WrittenFile[]): string {
  return JSON.stringify(
    written
      .map(({ file, text }) => ({ file, text }))
      .toSorted((one, other) => (one.file < other.file ? -1 : 1)),
  );
}
