import type { CallbackAsked } from "./events.js";

/** The call that a room is about: a call-back's is named after the call on which it was promised, and whom somebody asks beside a talk after the talk. */
export function callOfRoom(room: string): string {
  return room.replace(/\.third\d+$/, "").replace(/\.back$/, "");
}

/** Whether they meet there because the caller is rung back. */
export function isRungBack(room: string): boolean {
  return /\.back(\.third\d+)?$/.test(room);
}

/** Where both meet; a name that says nothing of either. */
export function roomOf({ call }: CallbackAsked): string {
  return `${call}.back`;
}
