/**
 * What callers hear who wait: quiet pieces, made here, so that nobody hears one tune again (C3) and no other server has to
 * be asked for a file. Each is a slow broken chord of its own; 8 kHz, 16 bit, one channel, which is what a telephone carries.
 */
import express, { type Response, type Router } from "express";
import { renderAlone } from "../../carrier/twilio/waiting.js";
import { sendTwiml } from "./answer.js";
import { aloneAddresses } from "./voice-address.js";

const rate = 8_000;
const noteSeconds = 0.5;
/** Sixteen seconds: what a caller is to hear next, such as a new place, waits no longer. */
const notes = 32;

/** Semitones above A3. */
const chords = [
  [0, 4, 7, 12, 16],
  [3, 7, 10, 15, 19],
  [5, 9, 12, 17, 21],
  [2, 5, 9, 14, 17],
] as const;
/** The order in which the notes of a chord come. */
const figures = [
  [0, 1, 2, 3, 4, 3, 2, 1],
  [0, 2, 1, 3, 2, 4, 3, 1],
  [4, 2, 3, 1, 2, 0, 1, 3],
  [0, 3, 2, 4, 1, 3, 2, 1],
] as const;
/** Semitones up or down. */
const keys = [0, 4, -4] as const;
const tunes = keys.flatMap((key) =>
  figures.flatMap((figure) =>
    chords.map((chord) => figure.map((note) => key + (chord[note] ?? 0))),
  ),
);

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
    const tune = tunes[piece];
    if (!tune) return next();
    const wav = made.get(piece) ?? makePiece(tune);
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

function makePiece(tune: readonly number[]): Buffer {
  const perNote = rate * noteSeconds;
  const samples = new Int16Array(notes * perNote);
  for (let note = 0; note < notes; note += 1) {
    const frequency = 220 * 2 ** ((tune[note % tune.length] ?? 0) / 12);
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
