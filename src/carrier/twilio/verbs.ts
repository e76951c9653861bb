import type { Said } from "../../flows/saying.js";
import { element, textIn, xmlDocument } from "./xml.js";

export function say({ text, voice, language }: Said): string {
  return element("Say", { voice, language }, textIn(text));
}

export function play(address: string): string {
  return element("Play", {}, textIn(address));
}

export function redirect(to: string): string {
  return element("Redirect", {}, textIn(to));
}

export function respond(...verbs: readonly string[]): string {
  return xmlDocument(element("Response", {}, verbs.join("")));
}
