import { copyFlow, newFlow } from "../../flows/editing/new-flow.js";
import type { FlowsView, FlowView } from "../../server/console/flow-routes.js";
import { ask } from "../api.js";
import { goTo } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { NewFile } from "./NewFile.js";
import { ownTimeZone } from "./own-time-zone.js";
import { wordsIn } from "./words.js";

/** A flow of its own, or a copy of one that is served. */
export default function NewFlow(
  props: PageProps & { readonly flows: FlowsView["flows"] },
) {
  const words = wordsIn[props.language];
  const create = async (
    own: { readonly name: string; readonly title: string },
    kind: string,
  ) => {
    const { name } = own;
    const text =
      kind === ""
        ? newFlow(own, ownTimeZone())
        : copyFlow((await ask<FlowView>("GET", `/flows/${kind}`)).served, own);
    await ask("POST", "/flows", { name, text });
    goTo(`/flows/${name}`);
  };
  return (
    <NewFile
      words={words}
      own={props.words}
      heading={words.newFlow}
      kinds={[
        { value: "", label: words.shortLine },
        ...props.flows
          .filter(({ isNew }) => !isNew)
          .map(({ name }) => ({ value: name, label: words.copyOf(name) })),
      ]}
      create={create}
    />
  );
}
