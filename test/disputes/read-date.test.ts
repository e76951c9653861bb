import {
  dateOrderOf,
  dayText,
  readDay,
  type DateOrder,
} from "../../src/disputes/read-date.js";

describe("A date", () => {
  it.each<[string, DateOrder, string]>([
    ["2025-03-04", "month-first", "2025-03-04"],
    ["2025-03-04T23:59:00-05:00", "day-first", "2025-03-04"],
    ["2025/3/4 08:00", "day-first", "2025-03-04"],
    ["20250304", "day-first", "2025-03-04"],
    ["4/3/2025", "day-first", "2025-03-04"],
    ["3/4/2025", "month-first", "2025-03-04"],
    ["04-03-25", "day-first", "2025-03-04"],
    ["04.03.2025 10:15", "day-first", "2025-03-04"],
    ["4 mar 2025", "day-first", "2025-03-04"],
    ["04-ene-2025", "day-first", "2025-01-04"],
    ["4 de agosto de 2025", "day-first", "2025-08-04"],
    ["Dec 4, 2025", "day-first", "2025-12-04"],
    ["29/02/2024", "day-first", "2024-02-29"],
  ])("%s, read %s, is %s", (text, order, day) => {
    const number = readDay(text, order);
    expect(number === undefined ? undefined : dayText(number)).toBe(day);
  });

  it.each([
    "",
    "TOTAL",
    "31/02/2025",
    "29/02/2025",
    "13/13/2025",
    "2025-00-10",
    "1/1/0025",
    "45352",
    "4 foo 2025",
  ])("%j is none", (text) => {
    expect(readDay(text, "day-first")).toBeUndefined();
  });

  it("tells the order of its file only when one number is above twelve", () => {
    expect(
      ["14/03/2025", "03/14/2025", "03/04/2025", "2025-03-14"].map(dateOrderOf),
    ).toEqual(["day-first", "month-first", undefined, undefined]);
  });
});
