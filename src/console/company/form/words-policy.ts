/** What the forms say of a dispute policy and its economics. */
const english = {
  policy: (name: string) => `Dispute policy ${name}`,
  amountExpected: (such: string) =>
    `An amount is expected here, such as ${such}, without separators of thousands. It stands in the text as you wrote it, and is not published so.`,
  threshold: "A charge goes at once up to",
  categories: "Kinds of charges with a threshold of their own",
  category: (name: string) => `Charges of the kind ${name}`,
  never: "A person decides, whatever the amount",
  addCategory: "Add the kind",
  newCategory: "New kind, by the billing system’s name",
  perCustomer: "One customer, before a person looks at it",
  unattested: "A number that nobody vouches for",
  limitDays: "Within so many days",
  concessions: "Concessions",
  sum: "In all",
  budget: "In a month, all customers",
  handlingCost: "Handling a claim by hand costs",
  handlingCostHint:
    "By your own figures, for reports alone; leave it empty if nobody knows.",
  override: "May lift the limits",
  economics: "What the threshold costs and saves",
  gainOfOne: (at: string, gain: string, worst: string, best: string) =>
    `A charge of ${at} that is taken off at once gains ${gain} against arguing it (with more or fewer further claims than expected, from ${worst} to ${best}).`,
  gainAMonth: (at: string, gain: string, worst: string, best: string) =>
    `Conceding up to ${at} gains ${gain} a month against arguing (with more or fewer further claims than expected, from ${worst} to ${best}).`,
  advised: (at: string) => `The history speaks for ${at}.`,
  beyond: (at: string) =>
    `${at} is beyond what is known: nothing is said of it.`,
  fromAssumptions:
    "Not from your own history: from assumptions. The line goes down to where arguing costs as much as giving.",
  fromHistory: (file: string, from: string, to: string) =>
    `From your own history, ${file}, ${from} to ${to}. It stays in this browser.`,
  openHistory: "Draw it from your own history (CSV)",
  historyHint:
    "The file is read in this browser and goes nowhere. Which columns: docs/disputes-analysis.md.",
  noCost: (currency: string) =>
    `What arguing a claim costs is not known in ${currency}: open a history that has it.`,
  assumptions: "What is taken for given",
  handling: "Arguing a claim",
  lineCost: "A claim that the line settles",
  induced: "Further claims for each that is conceded",
};

const spanish: typeof english = {
  policy: (name) => `Política de reclamos ${name}`,
  amountExpected: (such) =>
    `Aquí se espera un importe, como ${such}, sin separador de miles. En el texto queda como lo escribió, y así no se publica.`,
  threshold: "Un cobro se quita al momento hasta",
  categories: "Clases de cobros con umbral propio",
  category: (name) => `Cobros de la clase ${name}`,
  never: "Decide una persona, sea cual sea el importe",
  addCategory: "Añadir la clase",
  newCategory: "Clase nueva, por el nombre del sistema de facturación",
  perCustomer: "Un cliente, antes de que lo vea una persona",
  unattested: "Un número por el que nadie responde",
  limitDays: "En tantos días",
  concessions: "Concesiones",
  sum: "En total",
  budget: "En un mes, todos los clientes",
  handlingCost: "Atender un reclamo a mano cuesta",
  handlingCostHint:
    "Según sus propias cifras y solo para los informes; déjelo vacío si nadie lo sabe.",
  override: "Puede levantar los límites",
  economics: "Qué cuesta y qué ahorra el umbral",
  gainOfOne: (at, gain, worst, best) =>
    `Un cobro de ${at} que se quita al momento gana ${gain} frente a discutirlo (con más o menos reclamos de los previstos, de ${worst} a ${best}).`,
  gainAMonth: (at, gain, worst, best) =>
    `Conceder hasta ${at} gana ${gain} al mes frente a discutir (con más o menos reclamos de los previstos, de ${worst} a ${best}).`,
  advised: (at) => `El historial habla por ${at}.`,
  beyond: (at) => `${at} está más allá de lo que se sabe: no se dice nada.`,
  fromAssumptions:
    "No sale de su propio historial: sale de supuestos. La línea baja hasta donde discutir cuesta tanto como dar.",
  fromHistory: (file, from, to) =>
    `De su propio historial, ${file}, de ${from} a ${to}. Se queda en este navegador.`,
  openHistory: "Dibujarlo con su propio historial (CSV)",
  historyHint:
    "El archivo se lee en este navegador y no va a ninguna parte. Qué columnas: docs/disputes-analysis.md.",
  noCost: (currency) =>
    `Cuánto cuesta discutir un reclamo no se sabe en ${currency}: abra un historial que lo tenga.`,
  assumptions: "Qué se da por supuesto",
  handling: "Discutir un reclamo",
  lineCost: "Un reclamo que resuelve la línea",
  induced: "Reclamos de más por cada uno que se concede",
};

export const policyWords = { en: english, es: spanish };
