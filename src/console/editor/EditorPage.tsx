/** The flow editor: loaded when it is opened, with all that it needs. */
import { useEffect, useState } from "react";
import type { FlowView } from "../../server/console/flow-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { RemovalPage } from "../files/RemovalPage.js";
import { Editor } from "./Editor.js";
import "./editor.css";

interface Props extends PageProps {
  readonly name: string;
}

export default function EditorPage(props: Props) {
  const { name, words } = props;
  const { refusal, run } = useAct(words);
  const [flow, setFlow] = useState<FlowView>();
  const at = `/flows/${encodeURIComponent(name)}`;
  const look = () => void run(async () => setFlow(await ask("GET", at)));
  useEffect(look, [name]);
  if (!flow || flow.name !== name)
    return (
      <p className="notice" role="status">
        {refusal ?? words.loading}
      </p>
    );
  const { draft } = flow;
  if (draft?.isRemoval)
    return <RemovalPage {...props} at={at} draft={draft} look={look} />;
  return <Editor key={name} {...props} flow={flow} look={look} />;
}
