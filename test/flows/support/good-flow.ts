/** A small flow without mistakes, in one language. */
export const goodFlow = `directo: 1
flow: sample
title: A line
languages:
  en:
    voice: Polly.Joanna-Neural
    speaks: en-US
time zone: America/New_York
always: { "0": director }
start: welcome

steps:
  welcome:
    menu:
      say:
        en: For a charge, press 1. For a person, 2.
      choices:
        "1":
          heard:
            en: [charge, bill]
          to: person
        "2":
          heard:
            en: [person, agent]
          to: person
      otherwise: person

  person:
    agent:
      for: billing
      ring: 20s
      outcomes: { done: bye, unanswered: call-back }

  call-back:
    callback:
      within: 1h
      outcomes: { promised: bye }

  director:
    director:
      outcomes: { done: bye, promised: bye }

  bye:
    goodbye:
      say:
        en: "Thank you for calling, {{ caller.number | phone | default: 'dear caller' }}."
`;
