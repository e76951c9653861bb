/** One of the company's documents, to be changed: loaded when it is opened, with all that it needs. */
import { useEffect, useState } from "react";
import type { DocumentView } from "../../server/console/document-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { RemovalPage } from "../files/RemovalPage.js";
import { DocumentEditor } from "./DocumentEditor.js";
import "../editor/editor.css";
import "../versions/versions.css";
import "./company.css";

interface Props extends PageProps {
  /** As versions call it: `company/people.yaml`. */
  readonly name: string;
}

export default function DocumentPage(props: Props) {
  const { name, words } = props;
  const { refusal, run } = useAct(words);
  const [view, setView] = useState<DocumentView>();
  const at = `/documents/${encodeURIComponent(name)}`;
  const look = () => void run(async () => setView(await ask("GET", at)));
  useEffect(look, [name]);
  if (!view || view.name !== name)
    return (
      <p className="notice" role="status">
        {refusal ?? words.loading}
      </p>
    );
  const { draft } = view;
  if (draft?.isRemoval)
    return <RemovalPage {...props} at={at} draft={draft} look={look} />;
  return <DocumentEditor key={name} {...props} view={view} look={look} />;
}
