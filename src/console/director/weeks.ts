const day = 86_400_000;

/** The first and the last day of a week as people write them; `week` is `2026-W47` (ISO 8601: the week of January 4th is the first). */
export function wordWeek(
  week: string,
  language: string,
): { readonly from: string; readonly to: string } {
  const [year = "", number = ""] = week.split("-W");
  const fourth = Date.parse(`${year}-01-04T00:00:00Z`);
  const sinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  const monday = fourth + (Number(number) * 7 - 7 - sinceMonday) * day;
  const write = (at: number) =>
    new Date(at).toLocaleDateString(language, {
      dateStyle: "medium",
      timeZone: "UTC",
    });
  return { from: write(monday), to: write(monday + 6 * day) };
}
