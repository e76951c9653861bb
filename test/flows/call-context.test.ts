import { unansweredCall, valuesOf } from "../../src/flows/call-context.js";
import { compileSource, renderText } from "../../src/flows/speech/index.js";
import { everywhere } from "../../src/flows/variables.js";

const call = unansweredCall("es");

function said(source: string, context: typeof call): string {
  const text = compileSource(source, { language: "es", variables: everywhere });
  const rendered = renderText(text, valuesOf(context, "es", 0));
  return rendered.ok ? rendered.text : `nothing: ${rendered.missing}`;
}

describe("what a call knows", () => {
  it.each([
    {},
    { title: {} },
    { title: { es: " " } },
    { title: { en: "Head" } },
  ])("presents a director whose title is %j by what directors do", (titled) => {
    const director = { name: "Ana", phone: "+12025550122", ...titled };
    const context = { ...call, people: { agents: [], director } };
    expect(said("{{ director.name }}, {{ director.title }}.", context)).toBe(
      "Ana, al frente de servicio al cliente.",
    );
  });

  it.each(["+266696687", "anonymous", ""])(
    "does not read out %j, which stands in place of a withheld number",
    (number) => {
      const context = {
        ...call,
        caller: { number, grade: "withheld" as const },
      };
      expect(
        said(
          "Desde {{ caller.number | phone | default: 'su teléfono' }}.",
          context,
        ),
      ).toBe("Desde su teléfono.");
      expect(
        said("{% if caller.number %}Sí{% else %}No{% endif %}.", context),
      ).toBe("No.");
    },
  );
});
