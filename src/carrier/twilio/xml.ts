/**
 * XML as text, for what is said on every turn of a call: the `twilio` package builds a tree of objects first, which costs ten times as much. A
 * test sets the two against each other.
 */
type Attributes = Readonly<
  Record<string, string | number | boolean | undefined>
>;

/** One element; attributes that are `undefined` are left out, and `content` is XML already. */
export function element(
  name: string,
  attributes: Attributes = {},
  content = "",
): string {
  let text = `<${name}`;
  for (const [field, value] of Object.entries(attributes))
    if (value !== undefined)
      text += ` ${field}="${inAttribute(String(value))}"`;
  return content === "" ? `${text}/>` : `${text}>${content}</${name}>`;
}

export function textIn(text: string): string {
  const legal = withoutStrange(text);
  return /[&<>\r]/.test(legal)
    ? legal.replace(/[&<>\r]/g, (one) => escapes[one] ?? one)
    : legal;
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${root}`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function inAttribute(value: string): string {
  const legal = withoutStrange(value);
  return /[&<"\t\n\r]/.test(legal)
    ? legal.replace(/[&<"\t\n\r]/g, (one) => escapes[one] ?? one)
    : legal;
}

/** What XML 1.0 cannot hold is left out: a caller hears the rest. */
function withoutStrange(text: string): string {
  return strange.test(text) ? text.replace(allStrange, "") : text;
}

const strange =
  // oxlint-disable-next-line no-control-regex -- These are the characters that XML cannot hold.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u;
const allStrange = new RegExp(strange.source, "gu");
