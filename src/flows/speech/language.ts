/** The languages a line can speak and hear; the region ("es-MX") belongs to the voice, not to the words. */
export type Language = "es" | "en" | "pt";

export const languages: readonly Language[] = ["es", "en", "pt"];
