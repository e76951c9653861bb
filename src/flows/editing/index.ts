/**
 * What changes the text of a flow: a value set from a form, a fix that a diagnostic proposes, two people's changes put together. It promises to
 * leave alone what it was not asked to change. The console calls it; nothing here checks what a text means.
 */
export { fixOf, type Fix } from "./fix.js";
export { mergeFlows, type MergeConflict } from "./merge.js";
export { splitFlow } from "./sections.js";
export { moveItem } from "./list-items.js";
export { setValue } from "./set-value.js";
