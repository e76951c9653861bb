import { TypeGuards, type Token } from "liquidjs";
import type { TextProblem } from "./text-problem.js";
import type { VariableType } from "./text-values.js";

/** Finds the type of a value in a text; a problem with it is reported by then. */
export type TypeOf = (token: Token) => VariableType | undefined;

// What can be compared with what: text with text, a number with a number. Amounts and moments are decided on by steps, not by texts.
const family: Readonly<Record<VariableType, "words" | "number" | "none">> = {
  text: "words",
  digits: "words",
  date: "words",
  number: "number",
  money: "none",
  moment: "none",
  "yes-no": "none",
};

/** The operands that a condition (in Liquid's postfix order) compares with what they cannot be compared with. */
export function checkCondition(
  postfix: readonly Token[],
  typeOf: TypeOf,
): TextProblem[] {
  const problems: TextProblem[] = [];
  // `undefined` is the result of an operation, or a value whose problem is told already.
  const operands: ({ token: Token; type: VariableType } | undefined)[] = [];
  for (const token of postfix) {
    if (!TypeGuards.isOperatorToken(token)) {
      const type = typeOf(token);
      operands.push(type && { token, type });
      continue;
    }
    if (token.operator === "not") {
      operands.pop();
    } else {
      const right = operands.pop();
      const left = operands.pop();
      const wrong = left && right && mismatch(token.operator, left, right);
      if (wrong) problems.push(wrongType(wrong));
    }
    operands.push(undefined);
  }
  return problems;
}

/** The values of a `when` that the value of its `case` can never equal. */
export function checkWhen(
  value: { token: Token; type: VariableType },
  others: readonly Token[],
  typeOf: TypeOf,
): TextProblem[] {
  return others.flatMap((token) => {
    const type = typeOf(token);
    const wrong = type && mismatch("==", value, { token, type });
    return wrong ? [wrongType(wrong)] : [];
  });
}

interface Operand {
  readonly token: Token;
  readonly type: VariableType;
}

function mismatch(
  operator: string,
  left: Operand,
  right: Operand,
): Token | undefined {
  if (operator === "and" || operator === "or") return undefined;
  const wanted = { contains: "words", "==": undefined, "!=": undefined }[
    operator
  ] as "words" | undefined;
  const ordering = ["<", ">", "<=", ">="].includes(operator);
  const expected = ordering ? "number" : wanted;
  for (const { token, type } of [left, right]) {
    if (family[type] === "none") return token;
    if (expected !== undefined && family[type] !== expected) return token;
  }
  return family[left.type] === family[right.type] ? undefined : right.token;
}

export function wrongType(token: Token): TextProblem {
  return {
    kind: "wrong-type",
    name: token.getText(),
    offset: token.begin,
    length: token.end - token.begin,
  };
}
