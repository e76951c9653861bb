import * as fc from "fast-check";
import {
  compileSource,
  compileText,
  renderText,
} from "../../../src/flows/speech/index.js";
import { circumstances, values, variables } from "./support/line.js";

function problems(source: string) {
  const compiled = compileText(source, { language: "es", variables });
  if (compiled.ok) return [];
  return compiled.problems.map(
    ({ kind, name, nearest, offset, length }) =>
      `${kind} ${name} [${source.slice(offset, offset + length)}]${nearest === undefined ? "" : ` ${nearest}?`}`,
  );
}

const nested = (depth: number) =>
  `${"{% if code %}".repeat(depth)}a${"{% endif %}".repeat(depth)}`;

describe("compileText", () => {
  it.each([
    [
      "{{ director.nme }}",
      ["unknown-variable director.nme [director.nme] director.name?"],
    ],
    ["{{ director }}", ["unknown-variable director [director]"]],
    [
      "{{ director.name.size }}",
      [
        "unknown-variable director.name.size [director.name.size] director.name?",
      ],
    ],
    ["{{ constructor }}", ["unknown-variable constructor [constructor]"]],
    ["{{ __proto__ }}", ["unknown-variable __proto__ [__proto__]"]],
    ["{% if nobody %}{% endif %}", ["unknown-variable nobody [nobody]"]],
    [
      "{% if code %}{% elsif cod %}{% endif %}",
      ["unknown-variable cod [cod] code?"],
    ],
    [
      "{% if code %}{% else %}{{ cod }}{% endif %}",
      ["unknown-variable cod [cod] code?"],
    ],
    [
      "{% unless cod == '1' %}{% endunless %}",
      ["unknown-variable cod [cod] code?"],
    ],
    [
      "{% case cod %}{% when '1' %}{% endcase %}",
      ["unknown-variable cod [cod] code?"],
    ],
    [
      "{% case code %}{% when cod %}{% endcase %}",
      ["unknown-variable cod [cod] code?"],
    ],
    ["{{ code | default: cod }}", ["unknown-variable cod [cod] code?"]],
    ["{{ code | upcas }}", ["unknown-filter upcas [upcas] upcase?"]],
    ["{{ code | constructor }}", ["unknown-filter constructor [constructor]"]],
    ["{{ code | escape }}", ["unknown-filter escape [escape]"]],
    [
      "{{ 'a|b' | nope | digitz }}",
      ["unknown-filter nope [nope]", "unknown-filter digitz [digitz] digits?"],
    ],
    ["{{ charge.amount | digits }}", ["wrong-type digits [digits]"]],
    ["{{ director.name | money }}", ["wrong-type money [money]"]],
    ["{{ code | date }}", ["wrong-type date [date]"]],
    ["{{ code | duration }}", ["wrong-type duration [duration]"]],
    ["{{ charge.amount | upcase | money }}", ["wrong-type money [money]"]],
    [
      "{{ code | default: charge.amount }}",
      ["wrong-type charge.amount [charge.amount]"],
    ],
    [
      "{% if charge.amount > 3 %}{% endif %}",
      ["wrong-type charge.amount [charge.amount]"],
    ],
    ["{% if due == 3 %}{% endif %}", ["wrong-type due [due]"]],
    ["{% if segment == 3 %}{% endif %}", ["wrong-type 3 [3]"]],
    ["{% if segment > 'a' %}{% endif %}", ["wrong-type segment [segment]"]],
    ["{% if waited contains '1' %}{% endif %}", ["wrong-type waited [waited]"]],
    ["{% case segment %}{% when 3 %}{% endcase %}", ["wrong-type 3 [3]"]],
    ["{% if segment == nil %}{% endif %}", ["wrong-type nil [nil]"]],
    ["{% if true %}{% endif %}", ["wrong-type true [true]"]],
    ["{{ nil }}", ["wrong-type nil [nil]"]],
    ["{{ code", ["syntax {{ code [{{ code]"]],
    ["{{ }}", ["syntax {{ }} [{{ }}]"]],
    ["{{ code segment }}", ["syntax code segment [{{ code segment }}]"]],
    ["{{ code, segment }}", ["syntax code, segment [{{ code, segment }}]"]],
    ["{{ code | }}", ["syntax code | [{{ code | }}]"]],
    ["{{ code == '1' }}", ["syntax code == '1' [{{ code == '1' }}]"]],
    ["{{ code['x'] }}", ["syntax code['x'] [{{ code['x'] }}]"]],
    ["{{ (1..9) }}", ["syntax (1..9) [{{ (1..9) }}]"]],
    ["{{ code | default }}", ["syntax default [default]"]],
    ["{{ code | upcase: 'x' }}", ["syntax upcase [upcase]"]],
    [
      "{{ code | default: 'a', allow_false: true }}",
      [
        "syntax code | default: 'a', allow_false: true [{{ code | default: 'a', allow_false: true }}]",
      ],
    ],
    ["{% if code", ["syntax {% if code [{% if code]"]],
    ["{% if %}{% endif %}", ["syntax if [{% if %}]"]],
    ["{% if code segment %}{% endif %}", ["syntax if [{% if code segment %}]"]],
    ["{% if code = '1' %}{% endif %}", ["syntax if [{% if code = '1' %}]"]],
    [
      "{% if code | upcase == 'A' %}{% endif %}",
      ["syntax if [{% if code | upcase == 'A' %}]"],
    ],
    ["{% if code %}", ["syntax {% if code %} [{% if code %}]"]],
    ["{% endif %}", ["syntax {% endif %} [{% endif %}]"]],
    ["{% iff code %}{% endif %}", ["syntax iff [{% iff code %}] if?"]],
    [
      "{% for x in code %}{% endfor %}",
      ["syntax for [{% for x in code %}]", "syntax endfor [{% endfor %}]"],
    ],
    ["{% assign x = 1 %}", ["syntax assign [{% assign x = 1 %}]"]],
    ["{% include 'x' %}", ["syntax include [{% include 'x' %}]"]],
    ["{% render 'x' %}", ["syntax render [{% render 'x' %}]"]],
    [
      "{% capture x %}{% endcapture %}",
      [
        "syntax capture [{% capture x %}]",
        "syntax endcapture [{% endcapture %}]",
      ],
    ],
    [
      "{% raw %}{{ x }}{% endraw %}",
      ["syntax raw [{% raw %}]", "syntax endraw [{% endraw %}]"],
    ],
    ["{% liquid echo code %}", ["syntax liquid [{% liquid echo code %}]"]],
    ["{% constructor %}", ["syntax constructor [{% constructor %}]"]],
    [
      "{{ cod }} {{ segmen | upcas }}",
      [
        "unknown-variable cod [cod] code?",
        "unknown-variable segmen [segmen] segment?",
        "unknown-filter upcas [upcas] upcase?",
      ],
    ],
  ])("finds what is wrong in %j", (source, expected) => {
    expect(problems(source)).toEqual(expected);
  });

  it("names the variables of a text, each once", () => {
    const text = compileSource(
      "{{ code }}{% if segment == 'a' %}{{ code | default: director.name }}{% endif %}",
      { language: "es", variables },
    );
    expect(text.names).toEqual(["code", "segment", "director.name"]);
  });

  it("keeps a value and a group of the same name apart", () => {
    const both = { charge: "text", "charge.amount": "money" } as const;
    const compiled = compileText("{{ charge }}", {
      language: "es",
      variables: both,
    });
    expect(compiled.ok).toBe(false);
    expect(
      compileText("{{ charge.amount }}", { language: "es", variables: both })
        .ok,
    ).toBe(true);
  });

  it("refuses a source that is too long and decisions that are too deep", () => {
    expect(problems("a".repeat(10_001))).toHaveLength(1);
    expect(problems(nested(10))).toEqual([]);
    expect(problems(nested(11))).toHaveLength(1);
    expect(problems(nested(400))).toHaveLength(1);
  });

  it("gives an answer to any source", () => {
    const part = fc.oneof(
      fc.constantFrom(
        ..."{{ }} {% %} {%- -%} | : , . ' \" [ ] ( ) if elsif else endif case when unless raw endraw comment liquid # code charge.amount == contains and not nil default upcase 1 .. \n".split(
          " ",
        ),
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 30 }).map((parts) => parts.join(" ")),
        (source) => {
          const compiled = compileText(source, { language: "en", variables });
          if (compiled.ok) {
            expect(renderText(compiled.text, values, circumstances).ok).toBe(
              true,
            );
          } else {
            expect(compiled.problems.length).toBeGreaterThan(0);
            for (const { offset, length } of compiled.problems) {
              expect(offset).toBeGreaterThanOrEqual(0);
              expect(offset + length).toBeLessThanOrEqual(source.length);
            }
          }
        },
      ),
      { numRuns: process.env["LONG"] ? 3_000 : 600 },
    );
  });

  it("answers hard sources of the full length", () => {
    for (const source of [
      "{{".repeat(5000),
      "{%".repeat(5000),
      "{% if code %}".repeat(769),
      `{{ ${"code | upcase ".repeat(700)}}}`,
      `{% if ${"not ".repeat(2400)}code %}{% endif %}`,
      `{% if code${" and code".repeat(1000)} %}{% endif %}`,
      `{{ ${"a.".repeat(4900)}a }}`,
      `{{ "${"|".repeat(9900)}" }}`,
      `{{ ${"'".repeat(9900)} }}`,
    ]) {
      expect(source.length).toBeLessThanOrEqual(10_000);
      expect(compileText(source, { language: "es", variables })).toBeDefined();
    }
  });

  it("throws for a source that was taken for checked, with all its problems", () => {
    expect(() =>
      compileSource("{{ cod }} {{ segmen }}", { language: "es", variables }),
    ).toThrow('unknown-variable "cod" at 3, unknown-variable "segmen" at 13');
  });
});
