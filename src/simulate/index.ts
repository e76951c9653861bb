/**
 * A day of traffic: callers who come by chance, and people who answer them, on the real line. The server is the one that answers real calls, over HTTP
 * with signed webhooks, the simulator is its carrier, and both have one clock that stands still while any work is under way: so a day takes seconds,
 * and the same seed is the same day. It promises what callers lived through, measured at their telephones, and never touches the line's own data.
 */
export { createProver, simulateDay, timeZoneOf, type Day } from "./day.js";
export { readArrivals } from "./arrivals.js";
export { readMix } from "./mix.js";
export { usualDay, type DayOptions } from "./options.js";
export { measureDay, type DayReport } from "./report.js";
export { printDay, printRange } from "./print.js";
