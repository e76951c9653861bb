import { useRef, useState } from "react";
import type { Call, Device } from "@twilio/voice-sdk";
import { ask } from "../api.js";

/** `off`: the calls come to the person's telephone. `open`: to this page too. */
export type PhoneState = "off" | "opening" | "open" | "ringing" | "connected";

export interface BrowserPhone {
  readonly state: PhoneState;
  /** Asks for the microphone and has this page rung. Rejects when the browser or the carrier will not. */
  readonly open: () => Promise<void>;
  readonly pickUp: () => void;
  /** Key 1 of the telephone: takes the call that was announced. */
  readonly take: () => void;
  readonly hangUp: () => void;
}

interface Token {
  readonly token: string;
}

/** The carrier's telephone in this page; its code is loaded when it is opened. */
export function useBrowserPhone(): BrowserPhone {
  const [state, setState] = useState<PhoneState>("off");
  const call = useRef<Call>(undefined);
  const device = useRef<Device>(undefined);
  const open = async () => {
    if (device.current) return;
    setState("opening");
    try {
      const { Device: Phone } = await import("@twilio/voice-sdk");
      const { token } = await ask<Token>("POST", "/desk/token");
      const made = new Phone(token, { closeProtection: true });
      made.on("tokenWillExpire", () => {
        void ask<Token>("POST", "/desk/token").then((next) =>
          made.updateToken(next.token),
        );
      });
      made.on("incoming", (incoming: Call) => {
        call.current = incoming;
        setState("ringing");
        for (const over of ["cancel", "disconnect", "reject", "error"])
          incoming.on(over, () => setState("open"));
        incoming.on("accept", () => setState("connected"));
      });
      await made.register();
      // Its own sounds come from another host; the desk shows that it rings.
      made.audio?.incoming(false);
      made.audio?.disconnect(false);
      device.current = made;
      setState("open");
    } catch (error) {
      setState("off");
      throw error;
    }
  };
  return {
    state,
    open,
    pickUp: () => call.current?.accept(),
    take: () => call.current?.sendDigits("1"),
    hangUp: () =>
      state === "ringing" ? call.current?.reject() : call.current?.disconnect(),
  };
}
