import { playTranscripts, transcriptsIn } from "./support/play-transcripts.js";

playTranscripts(transcriptsIn(["examples"]));
