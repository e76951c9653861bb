import { playTranscripts, transcriptsIn } from "./support/play-transcripts.js";

playTranscripts(
  transcriptsIn(["test/calls"]).filter(
    (path) => !path.startsWith("test/calls/customer-line/"),
  ),
);
