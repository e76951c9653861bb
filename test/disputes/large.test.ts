import { analyse, readHistory } from "../../src/disputes/index.js";
import { createRandom, pick } from "../../src/disputes/random.js";

const rows = process.env["LONG"] ? 200_000 : 50_000;

/** A file of so many claims, 60,000 customers and one who made a tenth of all, in bytes. */
function largeFile(): Uint8Array {
  const random = createRandom(1);
  const lines = ["fecha;radicado;cuenta;valor;categoria;resultado;costo"];
  for (let row = 0; row < rows; row += 1) {
    const day = `${pick(random, 10, 28)}/${pick(random, 10, 12)}/${pick(random, 2020, 2025)}`;
    const account = row % 10 === 0 ? "C0" : `C${pick(random, 1, 60_000)}`;
    const amount = `${pick(random, 0, 60)},${pick(random, 10, 99)}`;
    lines.push(
      `${day};R${row};${account};${amount};larga distancia;rechazado;11,30`,
    );
  }
  return new TextEncoder().encode(lines.join("\r\n"));
}

describe("A large history of claims", () => {
  it("is read and analysed whole, in less memory than a small machine has to give", () => {
    const bytes = largeFile();
    const before = process.memoryUsage().heapUsed;
    const history = readHistory(bytes, { currency: "USD", columns: new Map() });
    const analysis = analyse(history, { currency: "USD" });
    const grown = (process.memoryUsage().heapUsed - before) / 2 ** 20;
    expect(history.unread).toEqual([]);
    expect(analysis.whole.claims).toBe(rows);
    expect(analysis.recommendation.kind).toBe("threshold");
    expect(grown).toBeLessThan(400);
  }, 240_000);
});
