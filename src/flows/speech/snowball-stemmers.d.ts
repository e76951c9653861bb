// The package ships no types; only what we call is declared.
declare module "snowball-stemmers" {
  export interface Stemmer {
    stem(word: string): string;
  }
  const snowball: {
    newStemmer(language: "spanish" | "english" | "portuguese"): Stemmer;
  };
  export default snowball;
}
