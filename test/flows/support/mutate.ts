/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function createChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const strange: readonly string[] = [
  ...`" ' \` : , - ? ! % @ # & * | > [ ] { } < > ~ = \\ / 0 1 9`.split(" "),
  ..." ,\t,\n,\r,\0,\u00a0,\ufeff,\u2028,\ud800".split(","),
  ..."😀 e\u0301 --- ... {{ }} {% %} null ~ true NaN .inf -0 +1".split(" "),
  ..."0x1F 1e999 0123 2001-01-01 12:30:45 &a *a es en pt fr".split(" "),
  ..."__proto__ constructor toString prototype hasOwnProperty".split(" "),
  ..."menu: goodbye: heard: %YAML \\u0041 '' director: say:".split(" "),
  ...": |- |<<: |? |!!str |!!binary |*a: | #|to: welcome".split("|"),
  "{% if ",
  "{% endif %}",
  "{{ director.name }}",
  "| default: ''",
  "9".repeat(400),
  "x".repeat(2000),
  "[".repeat(99),
];

/** A text with one to four things changed in it, the same for the same stream of chance. */
export function mutate(text: string, chance: () => number): string {
  const below = (limit: number) => Math.floor(chance() * limit);
  const pick = <Item>(list: readonly Item[]): Item | undefined =>
    list[below(list.length)];
  let changed = text;
  for (let times = 1 + below(4); times > 0; times -= 1) {
    const at = below(changed.length + 1);
    const to = at + below(chance() < 0.8 ? 6 : 200);
    const lines = changed.split("\n");
    const line = below(lines.length);
    switch (below(8)) {
      case 0:
        changed = changed.slice(0, at) + changed.slice(to);
        break;
      case 1:
        changed = changed.slice(0, at) + pick(strange) + changed.slice(at);
        break;
      case 2:
        changed = changed.slice(0, at) + pick(strange) + changed.slice(to);
        break;
      case 3:
        lines.splice(line, 1 + below(3));
        changed = lines.join("\n");
        break;
      case 4:
        lines.splice(below(lines.length), 0, ...lines.slice(line, line + 4));
        changed = lines.join("\n");
        break;
      case 5:
        lines[line] = " ".repeat(below(12)) + (lines[line] ?? "").trimStart();
        changed = lines.join("\n");
        break;
      case 6: {
        const words = changed.match(/[\p{L}\d-]+/gu) ?? [];
        const word = pick(words) ?? "";
        changed = changed.replace(
          word,
          () => pick([...words, ...strange]) ?? "",
        );
        break;
      }
      default:
        changed =
          changed.slice(0, at) +
          changed.slice(at, to).repeat(3) +
          changed.slice(to);
    }
  }
  return changed;
}
