import { Output, TypeGuards, type Template } from "liquidjs";
import type { CompiledText } from "./text.js";

/** Whether a text can come out without a single word: nothing in it but conditions of which none holds. Its values always speak. */
export function mayBeEmpty({ templates }: CompiledText): boolean {
  return areSilent(templates);
}

function areSilent(templates: readonly Template[]): boolean {
  return templates.every((template) => {
    if (TypeGuards.isHTMLToken(template.token))
      return !/[\p{L}\p{N}]/u.test(template.token.getText());
    if (template instanceof Output)
      return /\|\s*default\s*:\s*(?:""|'')/.test(template.token.getText());
    const { branches = [], elseTemplates } = template as Decision;
    return (
      elseTemplates === undefined ||
      areSilent(elseTemplates) ||
      branches.some((branch) => areSilent(branch.templates))
    );
  });
}

/** An if, unless or case as Liquid parsed it. */
interface Decision extends Template {
  readonly branches?: readonly { readonly templates: readonly Template[] }[];
  readonly elseTemplates?: readonly Template[];
}
