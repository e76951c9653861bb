/** Amounts and moments in messages, as callers and people read them. */
export { writtenMoment, writtenMoney } from "../flows/speech/index.js";
