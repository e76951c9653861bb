/** A flow that is proved in a moment. */
export const shortLine = `# A very short line.
directo: 1
flow: short-line
title: Short line
languages:
  en: { voice: Polly.Joanna-Neural, speaks: en-US }
time zone: America/Bogota
always: { "0": director-line }
start: welcome

steps:
  welcome: # who it is
    say: { text: { en: "This is Acme." }, to: person }
  person:
    agent:
      for: billing
      hold at most: 60s
      outcomes: { done: bye, unanswered: call-back, call me: call-back }
  call-back:
    callback: { for: billing, within: 1h, outcomes: { promised: bye } }
  director-line:
    director: { calls back within: 2h, outcomes: { done: bye, promised: bye } }
  bye:
    goodbye: { say: { en: "Thank you." } }
`;
