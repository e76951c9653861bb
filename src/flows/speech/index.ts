/**
 * What the line says and hears, as pure functions: amounts, days, moments and digits in words; the texts of a flow with their
 * variables; the understanding of what callers say. Everything is decided by its arguments (time comes in, nothing is read), so the
 * server, the proof, the browser and a test hear the same. It promises words that a voice reads right and a result for every input that
 * a caller or a flow can give; it does not choose voices, write TwiML or listen. The steps of a flow, its checks and the proof call it.
 */
export { languages, type Language } from "./language.js";
export { numberWords } from "./number-words.js";
export {
  addMoney,
  compareMoney,
  isMoney,
  minorUnits,
  spokenMoney,
  type Money,
} from "./money.js";
export {
  isDay,
  spokenDate,
  spokenDuration,
  spokenMoment,
  type Clock,
} from "./moment.js";
export { readPhone, spokenDigits, spokenPhone } from "./digits.js";
export {
  compileHeard,
  unheardPhrases,
  type Heard,
  type HeardChoice,
  type HeardMatcher,
} from "./heard.js";
export { heardDigits, heardMoney } from "./heard-answers.js";
export {
  heardDay,
  monthNames,
  pressedDay,
  type DayRange,
  type DayReading,
} from "./heard-day.js";
export { personPhrases, yesNo } from "./yes-no.js";
export { cleanSpeech } from "./clean-speech.js";
export {
  compileSource,
  compileText,
  renderText,
  writeText,
  type CompiledText,
} from "./text.js";
export { mayBeEmpty } from "./may-be-empty.js";
export type { TextProblem } from "./text-problem.js";
export {
  knownValue,
  spokenValue,
  type Circumstances,
  type Known,
  type Value,
  type Values,
  type Variables,
  type VariableType,
} from "./text-values.js";
export { mostWritten, writtenMoment, writtenMoney } from "./written.js";
export { filterNames } from "./text-filters.js";
export { spokenSeconds, wordsPerSecond } from "./prompt-length.js";
