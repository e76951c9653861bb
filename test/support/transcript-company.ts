import { existsSync } from "node:fs";
import { join, sep } from "node:path";

/** The files of the company that a transcript is about. */
export interface TranscriptCompany {
  readonly flowsDir: string;
  readonly peopleFile: string;
  /** Absent: the demo company's. */
  readonly lookUpsFile?: string;
}

/**
 * What a transcript is played on: the files of its example; or those of the demo company, with the flow that ships or one of a folder of
 * its own beside the transcripts, with the flows that it runs.
 */
export function companyOf(path: string, flow: string): TranscriptCompany {
  const [top = "", name = ""] = path.split(sep);
  if (top === "examples") {
    const file = (own: string) => join(top, name, own);
    return {
      flowsDir: file("flows"),
      peopleFile: file("people.yaml"),
      ...(existsSync(file("lookups.yaml")) && {
        lookUpsFile: file("lookups.yaml"),
      }),
    };
  }
  return {
    flowsDir: existsSync(join("flows", `${flow}.yaml`))
      ? "flows"
      : join("test/calls/flows", flow),
    peopleFile: "demo/people.yaml",
  };
}
