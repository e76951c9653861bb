/**
 * The economics of small disputes (C10, C11, C13, C30): what a company's own history of claims says about conceding the small ones
 * at once. It reads a CSV file as companies have it, and answers which threshold gains how much, by what, and how sure that is;
 * "not enough data" is an answer. It promises sums that are exact to the cent, the same answer to the same file, no row dropped
 * without a word, and no recommendation beyond the history. It knows no clock, network or disk, and decides no claim: that is the
 * policy's business. The command line calls it, and a page may draw what it gives.
 */
export { analyse, commonestCurrency, type Analysis } from "./analyse.js";
export {
  assume,
  type Assumptions,
  type Chosen,
  type Guard,
} from "./assumptions.js";
export { HistoryError, type Claim, type History } from "./claim.js";
export { fields, headings, type Field } from "./columns.js";
export { netGain } from "./curve.js";

export { exampleHistory } from "./example.js";
export { formatMoney } from "./format-money.js";
export { readAmount, readCurrency } from "./read-amount.js";
export { readHistory, type ReadingSettings } from "./read-history.js";

export { renderText } from "./render-text.js";
