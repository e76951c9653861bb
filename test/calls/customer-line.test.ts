import { playTranscripts, transcriptsIn } from "./support/play-transcripts.js";

playTranscripts(transcriptsIn(["test/calls/customer-line"]));
