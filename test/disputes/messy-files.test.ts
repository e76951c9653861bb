import { HistoryError } from "../../src/disputes/index.js";
import { latin1, read } from "./support/read.js";

const summary = (text: string | Uint8Array) =>
  read(text).claims.map(({ line, claimed, currency }) => [
    line,
    claimed,
    currency,
  ]);
const noticed = (text: string | Uint8Array) =>
  read(text)
    .notices.map((notice) => notice.text)
    .join("\n");

describe("A messy file", () => {
  it("with semicolons, decimal commas and Spanish headings is read", () => {
    const text =
      "Fecha;Cuenta;Monto reclamado;Moneda;Resultado\n14/03/2025;A1;2,10;USD;Rechazado\n15/03/2025;A2;1.234,50;USD;Aceptado\n";
    expect(summary(text)).toEqual([
      [2, 210, "USD"],
      [3, 123_450, "USD"],
    ]);
    expect(read(text).claims.map(({ outcome }) => outcome)).toEqual([
      "refused",
      "conceded",
    ]);
  });

  it("with tabs is read", () => {
    expect(summary("date\tamount\n2025-03-14\t2.10\n")).toEqual([
      [2, 210, "USD"],
    ]);
  });

  it("with bars between the cells is read", () => {
    expect(summary("date|amount|note\n2025-03-14|2.10|a, b; c\n")).toEqual([
      [2, 210, "USD"],
    ]);
  });

  it("with a byte order mark is read", () => {
    expect(summary("\uFEFFdate,amount\n2025-03-14,2.10\n")).toEqual([
      [2, 210, "USD"],
    ]);
  });

  it("in Windows letters is read, and said to be", () => {
    const bytes = latin1(
      "Fecha;Categoría;Importe\n14/03/2025;Interés moratorio;2,10\n",
    );
    expect(read(bytes).claims[0]).toMatchObject({
      category: "Interés moratorio",
      claimed: 210,
    });
    expect(noticed(bytes)).toContain("Windows-1252");
  });

  it("in UTF-16, as spreadsheets save text, is read", () => {
    const units = Uint16Array.from(
      "\uFEFFfecha\timporte\r\n14/03/2025\t2,10\r\n",
      (letter) => letter.charCodeAt(0),
    );
    expect(summary(new Uint8Array(units.buffer))).toEqual([[2, 210, "USD"]]);
  });

  it("with a title and blank lines above the headings is read", () => {
    const text =
      "Reporte de reclamos 2025;;\n\nGenerado: 2025-12-01;;\n\nFecha;Cuenta;Valor\n14/03/2025;A1;2,10\n";
    expect(summary(text)).toEqual([[6, 210, "USD"]]);
  });

  it("with a line that says its delimiter is read", () => {
    expect(summary("sep=;\nfecha;importe\n14/03/2025;2,10\n")).toEqual([
      [3, 210, "USD"],
    ]);
  });

  it("with blank lines and rows of empty cells counts only claims", () => {
    const history = read(
      "date,amount,account\n\n2025-03-14,2.10,A1\n,,\n\n2025-03-15,1.00,A2\n\n",
    );
    expect(history).toMatchObject({ rows: 2, unread: [] });
    expect(history.claims.map(({ line }) => line)).toEqual([3, 6]);
  });

  it("with carriage returns of an old machine is read", () => {
    expect(summary("date,amount\r2025-03-14,2.10\r2025-03-15,1\r")).toEqual([
      [2, 210, "USD"],
      [3, 100, "USD"],
    ]);
  });

  it("with American dates is read month first, and said to be", () => {
    const text = "date,amount\n03/04/2025,2.10\n03/14/2025,2.10\n";
    expect(read(text).claims.map(({ day }) => day)).toEqual([20_151, 20_161]);
    expect(noticed(text)).toContain("month/day/year, as line 3 shows");
  });

  it("with both orders of dates reads day first and lists what cannot be so", () => {
    const history = read("date,amount\n14/03/2025,2.10\n03/14/2025,2.10\n");
    expect(history.unread).toEqual([
      {
        line: 3,
        column: "date",
        text: "03/14/2025",
        why: expect.stringContaining("14/03/2025 is expected") as string,
      },
    ]);
    expect(history.notices.map(({ text }) => text).join()).toContain(
      "--dates month-first",
    );
  });

  it("with a total below lists it as unread, with its place", () => {
    const history = read(
      "Fecha;Cuenta;Valor\n14/03/2025;A1;2,10\nTOTAL;;2,10\n",
    );
    expect(history.claims).toHaveLength(1);
    expect(history.unread).toMatchObject([
      { line: 3, column: "Fecha", text: "TOTAL" },
    ]);
  });

  it("with unquoted decimal commas between commas says so, row by row", () => {
    const history = read(
      "date,account,amount,currency\n2025-03-14,A1,2,10,USD\n2025-03-15,A1,2,USD\n",
    );
    expect(history.claims).toHaveLength(1);
    expect(history.unread).toMatchObject([
      {
        line: 2,
        column: "row",
        why: expect.stringContaining(
          "has 5 cells where the headings have 4",
        ) as string,
      },
    ]);
  });

  it("with a quotation mark that is never closed loses no other row", () => {
    const text =
      'date,account,amount\n2025-03-14,"A1,2.10\n2025-03-15,A2,1.00\n2025-03-16,A3,1.00\n';
    expect(read(text).claims).toHaveLength(3);
    expect(noticed(text)).toContain("not closed");
  });

  it("with a quotation mark that only another row's closes loses no row between them", () => {
    const rows = [
      "date,account,amount",
      '2025-03-14,"A1,2.10',
      "2025-03-15,A2,1.00",
      "2025-03-16,A3,1.00",
      '2025-03-17,A4",1.00',
      "2025-03-18,A5,1.00",
    ];
    const history = read(rows.join("\n"));
    expect(history.claims.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  it("with quoted cells over two lines keeps the count of lines", () => {
    const history = read(
      'date,note,amount\n2025-03-14,"first\nsecond",2.10\nnever,x,1.00\n',
    );
    expect(history.claims).toMatchObject([{ claimed: 210 }]);
    expect(history.unread).toMatchObject([{ line: 4, text: "never" }]);
  });

  it("with headings repeated further down says so and goes on", () => {
    const text = "date,amount\n2025-03-14,2.10\ndate,amount\n2025-03-15,1.00\n";
    expect(summary(text)).toHaveLength(2);
    expect(read(text).notices).toContainEqual({
      line: 3,
      text: expect.stringContaining("repeated") as string,
    });
  });

  it("with the same claim twice lists the second", () => {
    const history = read(
      "date,ticket,amount\n2025-03-14,T1,2.10\n2025-03-14,T1,2.10\n",
    );
    expect(history.claims).toHaveLength(1);
    expect(history.unread).toMatchObject([
      { line: 3, text: "T1", why: "is the claim of line 2 again" },
    ]);
  });

  it("with points and commas for decimals reads what is plain and leaves what is not", () => {
    const history = read(
      'date;amount\n2025-03-14;2.10\n2025-03-14;2,10\n2025-03-14;"2,105"\n',
    );
    expect(history.claims.map(({ claimed }) => claimed)).toEqual([210, 210]);
    expect(history.unread).toMatchObject([{ line: 4, text: "2,105" }]);
    expect(history.notices.map(({ text }) => text).join()).toContain(
      "decimal point (line 2), others a decimal comma (line 3)",
    );
  });

  it("with several currencies keeps each amount in its own", () => {
    expect(
      summary(
        "date,amount,currency\n2025-03-14,US$2.10,\n2025-03-14,300,JPY\n2025-03-14,2.10,EUR\n2025-03-14,€2.10,\n2025-03-14,2.10,ZZZ\n",
      ),
    ).toEqual([
      [2, 210, "USD"],
      [3, 300, "JPY"],
      [4, 210, "EUR"],
      [5, 210, "EUR"],
    ]);
  });

  it("whose amount and currency column disagree lists the row", () => {
    expect(
      read("date,amount,currency\n2025-03-14,€2.10,USD\n").unread,
    ).toMatchObject([
      {
        line: 2,
        column: "amount",
        why: "says EUR where the currency column says USD",
      },
    ]);
  });

  it("with the currency in the heading is read in it", () => {
    expect(summary("Fecha;Monto reclamado (COP)\n14/03/2025;12.500\n")).toEqual(
      [[2, 1_250_000, "COP"]],
    );
  });

  it("with negative, zero, empty and huge amounts lists each with its reason", () => {
    const history = read(
      "date,amount\n2025-03-14,-2.10\n2025-03-14,0\n2025-03-14,\n2025-03-14,99999999999\n2025-03-14,1\n",
    );
    expect(history.claims).toHaveLength(1);
    expect(
      history.unread.map(({ line, why }) => `${line} ${why.split(";")[0]}`),
    ).toEqual([
      "2 is below zero",
      "3 is zero",
      "4 is empty",
      "5 is too large for a claim",
    ]);
  });

  it("with outcomes in words of its own counts them and says so once", () => {
    const text =
      "date,amount,outcome\n2025-03-14,1,escalado\n2025-03-14,1,escalado\n";
    expect(noticed(text)).toContain(
      'The outcome "escalado" is unknown to us and counts as neither conceded nor refused. (2 times)',
    );
  });

  it("with columns that mean the same uses the first and says so", () => {
    const text = "fecha,monto,valor\n2025-03-14,1.00,9.00\n";
    expect(summary(text)).toEqual([[2, 100, "USD"]]);
    expect(noticed(text)).toContain('The column "valor" means the same');
  });

  it("with headings of its own is read when they are named", () => {
    const columns = new Map([
      ["claimed", "Vr. Rcl"],
      ["date", "F1"],
    ] as const);
    expect(
      read("F1;Vr. Rcl\n14/03/2025;2,10\n", { columns }).claims,
    ).toMatchObject([{ claimed: 210 }]);
  });

  it("that lacks columns says which, and what follows", () => {
    const text = noticed("date,amount\n2025-03-14,2.10\n");
    expect(text).toContain(
      "There is no account column: who claims repeatedly cannot be seen, and the guard counts as if it never acted.",
    );
    expect(text).toContain(
      "There is no currency column: every amount without a sign of its own counts in one currency (USD).",
    );
    expect(text).toContain("There is no handling cost column");
  });
});

describe("A file of which nothing can be said", () => {
  it.each([
    ["", "The file is empty"],
    [
      "date,account\n2025-03-14,A1\n",
      'No column is known as the claimed amount of a claim, and nothing can be said without. Line 1 has the columns "date", "account".',
    ],
    [
      "hello\nworld\n",
      'No column is known as the date or the claimed amount of a claim, and nothing can be said without. The first line says: "hello".',
    ],
    ["date,amount\n", "There are headings on line 1 and no claims below them."],
  ])("%j says what it lacks", (text, message) => {
    expect(() => read(text)).toThrow(HistoryError);
    expect(() => read(text)).toThrow(message);
  });

  it("names the columns there are when the one named by hand is not among them", () => {
    expect(() =>
      read("date,amount\n2025-03-14,1\n", {
        columns: new Map([["account", "Cta"]] as const),
      }),
    ).toThrow('There is no column "Cta". The columns are: "date", "amount".');
  });
});
