import { knownToFlows, type DefinedConnections } from "../lookups/index.js";
import { flowsThatAnswer } from "../server/served/answering.js";
import type { PeopleFile } from "../server/served/company.js";
import { demoLine } from "../server/served/demo-file.js";
import { FlowsRefused, readFlowFolder } from "../server/served/flow-library.js";

/**
 * Why the server would not know which of a folder's flows answers which number; `undefined`: it would. `own`: the line's own number; absent: any
 * that the people file names stands for it. The flows have to be in order.
 */
export async function checkNumbers(
  flowsDir: string,
  people: Pick<PeopleFile, "numbers">,
  connections: DefinedConnections,
  own: string | undefined,
): Promise<string | undefined> {
  const flows = await readFlowFolder(flowsDir, {
    connections: knownToFlows(connections),
  });
  const [any] = Object.keys(people.numbers);
  try {
    flowsThatAnswer({ people, flows, number: own ?? any ?? demoLine });
    return undefined;
  } catch (error) {
    if (error instanceof FlowsRefused) return error.message;
    throw error;
  }
}
