import { setValue } from "../../flows/editing/set-value.js";
import { newPolicy } from "../../machines/company/new-policy.js";
import type { CompanyView } from "../../server/console/company-routes.js";
import type { DocumentView } from "../../server/console/document-routes.js";
import { ask } from "../api.js";
import { goTo } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { NewFile } from "./NewFile.js";
import { ownTimeZone } from "./own-time-zone.js";
import { wordsIn } from "./words.js";

/** A policy like one that is served, or one that concedes nothing yet. */
export function NewPolicy(props: PageProps & { readonly view: CompanyView }) {
  const { view, language } = props;
  const words = wordsIn[language];
  const [like] = view.policies;
  const currency = Object.keys(like?.threshold ?? {})[0] ?? "USD";
  const zone = like?.["time zone"] ?? ownTimeZone();
  const served = view.documents.filter(
    ({ file, isNew }) => file.startsWith("policies/") && !isNew,
  );
  const create = async ({ name }: { readonly name: string }, kind: string) => {
    const text =
      kind === ""
        ? newPolicy(name, currency, zone)
        : setValue(
            (
              await ask<DocumentView>(
                "GET",
                `/documents/${encodeURIComponent(kind)}`,
              )
            ).served,
            ["policy"],
            name,
          );
    const file = `policies/${name}.yaml`;
    await ask("POST", "/documents", { name: file, text });
    goTo(`/company/${file}`);
  };
  return (
    <NewFile
      words={words}
      own={props.words}
      heading={words.newPolicy}
      kinds={[
        ...served.map(({ file }) => ({
          value: file,
          label: words.copyOf(file.replace(/^.*\/|\.ya?ml$/g, "")),
        })),
        { value: "", label: words.emptyPolicy },
      ]}
      create={create}
    />
  );
}
