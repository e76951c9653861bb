/** A Twilio Studio export (`https://schemas.twilio.com/studio/draft/2019-09/flow-definition`), as far as calls go. */
export interface StudioFlow {
  readonly description: string;
  readonly start: string;
  readonly widgets: ReadonlyMap<string, Widget>;
  /** Of a flow that others run: the name that stands for its end, where the other goes on. */
  readonly ended?: string;
  /** What of the file is no widget at all, a sentence each. */
  readonly unread: readonly string[];
}

export interface Widget {
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly ways: readonly StudioWay[];
}

export interface StudioWay {
  readonly event: string;
  /** Absent: the call is hung up. */
  readonly next?: string;
  readonly conditions: readonly StudioCondition[];
}

export interface StudioCondition {
  readonly type: string;
  readonly input: string;
  readonly value: string;
}

/** Twilio's own limit of widgets in a flow. */
const mostWidgets = 1_000;
const largest = 5_000_000;

/** Reads what there is: hand-written exports have types and names that do not exist. Gives a sentence when it is none at all. */
export function readStudio(text: string): StudioFlow | string {
  if (text.length > largest)
    return `The export has ${text.length} characters; ${largest} are read.`;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `The export is no JSON: ${(error as Error).message.split("\n")[0] ?? ""}`;
  }
  // The REST API wraps the definition.
  const outer = record(json);
  const flow = Array.isArray(outer["states"])
    ? outer
    : record(outer["definition"]);
  const states = flow["states"];
  if (!Array.isArray(states))
    return 'There are no "states" in this file, so it is no Studio flow. Export it in Studio: Show flow JSON.';
  if (states.length > mostWidgets)
    return `This flow has ${states.length} widgets; Studio itself takes ${mostWidgets}.`;
  const widgets = new Map<string, Widget>();
  const unread: string[] = [];
  for (const [place, state] of states.entries()) {
    const widget = readWidget(state);
    if (!widget)
      unread.push(`Widget ${place + 1} of the file has no name or no type.`);
    else if (widgets.has(widget.name))
      unread.push(
        `Widget ${place + 1} of the file is called "${shorten(widget.name)}", as one before it is.`,
      );
    else widgets.set(widget.name, widget);
  }
  const start = flow["initial_state"];
  return {
    description: words(flow["description"]),
    start: typeof start === "string" ? start : "",
    widgets,
    unread,
  };
}

/** The same flow as one that others run: where it has no next widget, nobody is hung up on. */
export function asSubFlow(flow: StudioFlow): StudioFlow {
  const ended = "(completed)";
  return {
    ...flow,
    ended,
    widgets: new Map(
      [...flow.widgets].map(([name, widget]) => [
        name,
        widget.type === "trigger"
          ? widget
          : {
              ...widget,
              ways: widget.ways.map((way) =>
                way.next === undefined && !gone.has(way.event)
                  ? { ...way, next: ended }
                  : way,
              ),
            },
      ]),
    ),
  };
}

/** After these there is no call that could go on. */
const gone: ReadonlySet<string> = new Set(["hangup", "callFailure"]);

function readWidget(state: unknown): Widget | undefined {
  const { name, type, properties, transitions } = record(state);
  if (typeof name !== "string" || name === "" || typeof type !== "string")
    return undefined;
  return {
    name,
    type,
    properties: record(properties),
    ways: list(transitions).map(readWay),
  };
}

function readWay(value: unknown): StudioWay {
  const { event, next, conditions } = record(value);
  return {
    event: words(event) || "(no event)",
    ...(typeof next === "string" && next !== "" && { next }),
    conditions: list(conditions).map((one) => {
      const condition = record(one);
      return {
        type: words(condition["type"]),
        input: words(list(condition["arguments"])[0]),
        value: words(condition["value"]),
      };
    }),
  };
}

export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}

/** A text, or a number or truth in its place: hand-written exports mix them. */
export function words(value: unknown): string {
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
    ? String(value)
    : "";
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
