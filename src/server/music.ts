/**
 * What callers hear who wait: four quiet pieces, made here, so that nobody hears one tune again and again (C3) and no other server has to
 * be asked for a file. Each is a slow broken chord on its own scale; 8 kHz, 16 bit, one channel, which is what a telephone carries.
 */
import express, { type Response, type Router } from "express";
import { renderAlone } from "../carrier/twilio/waiting.js";
import { sendTwiml } from "./answer.js";
import { aloneAddresses } from "./voice-address.js";

const rate = 8_000;
const noteSeconds = 0.5;
const notes = 48;

/** Semitones above A3; each piece walks through its own. */
const scales = [
  [0, 4, 7, 12, 16, 12, 7, 4],
  [3, 7, 10, 15, 19, 15, 10, 7],
  [5, 9, 12, 17, 21, 17, 12, 9],
  [2, 5, 9, 14, 17, 14, 9, 5],
] as const;
export const pieces = scales.length;

/** The pieces that somebody asked for; all lines of a process play the same. */
const made = new Map<number, Buffer>();

/** `GET /music/0.wav` …, and `/music/alone/…`, the documents of a leg that is alone in its room. */
export function createMusicRouter(publicUrl: () => string): Router {
  const router = express.Router();
  for (const sound of ["music", "ringing"] as const) {
    const file = { music: "0.wav", ringing: "ringing.wav" }[sound];
    router.all(`/alone/${sound}`, (_request, response) => {
      const again = aloneAddresses(publicUrl())(sound);
      sendTwiml(response, renderAlone(`${publicUrl()}/music/${file}`, again));
    });
  }
  const ringing = makeRinging();
  router.get("/ringing.wav", (_request, response) => send(response, ringing));
  router.get("/:piece.wav", (request, response, next) => {
    const piece = Number(request.params.piece);
    const scale = scales[piece];
    if (!scale) return next();
    const wav = made.get(piece) ?? makePiece(scale);
    made.set(piece, wav);
    send(response, wav);
  });
  return router;
}

function send(response: Response, wav: Buffer): void {
  response
    .set("cache-control", "public, max-age=86400")
    .type("audio/wav")
    .send(wav);
}

/** 425 Hz, a second in five, as in most countries (ITU-T E.180). */
function makeRinging(): Buffer {
  const samples = new Int16Array(5 * rate);
  for (let at = 0; at < rate; at += 1)
    samples[at] = Math.round(5_000 * Math.sin((2 * Math.PI * 425 * at) / rate));
  return wavOf(samples);
}

function makePiece(scale: readonly number[]): Buffer {
  const perNote = rate * noteSeconds;
  const samples = new Int16Array(notes * perNote);
  for (let note = 0; note < notes; note += 1) {
    const frequency = 220 * 2 ** ((scale[note % scale.length] ?? 0) / 12);
    // Each note rings on over the next one.
    for (let at = 0; at < 2 * perNote; at += 1) {
      const place = note * perNote + at;
      if (place >= samples.length) break;
      const fade = Math.exp((-3 * at) / perNote) * Math.min(1, at / 80);
      const wave = Math.sin((2 * Math.PI * frequency * at) / rate);
      samples[place] = (samples[place] ?? 0) + Math.round(5_000 * fade * wave);
    }
  }
  return wavOf(samples);
}

function wavOf(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
