/** A day of the calendar as people write it; `day` is `2026-11-04`, and whatever else stands there stays as it is. */
export function writeDay(day: string, language: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime())
    ? day
    : at.toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" });
}
