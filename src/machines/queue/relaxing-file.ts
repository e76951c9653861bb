import { z } from "zod";
import { duration } from "../../flows/step-kind.js";
import type { Requirement } from "./relaxing.js";

const time = z
  .union([z.literal("never"), duration], {
    error: "a length of waiting such as 30s or 2m, or never",
  })
  .optional();

/** `relaxing:` of the people file: after how long a wait somebody who does not meet a need may take the call. Kept in seconds. */
export const relaxingFile = z.strictObject({
  topic: time,
  powers: time,
  segment: time,
  language: time,
  "last person": time,
} satisfies Record<Requirement, typeof time>);
