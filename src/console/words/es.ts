import type { Words } from "./en.js";

/** What the console says in Spanish. */
export const spanish: Words = {
  language: "Idioma",
  flows: "Flujos",
  versions: "Versiones",
  company: "Empresa",
  desk: "Escritorio",
  cases: "Casos",
  figures: "Cifras",
  live: "Ahora",
  accounts: "Personas",
  audit: "Lo que se hizo",
  phone: "Teléfono",
  toContent: "Al contenido de la página",
  ownPassword: "Cambiar la contraseña",
  signOut: "Salir",
  loading: "Un momento…",

  signIn: "Entrar",
  signInAgain: "Su sesión terminó",
  signInAgainText:
    "Entre de nuevo: la página está como la dejó, con todo lo que escribió. Después repita lo que iba a hacer.",
  email: "Correo electrónico",
  password: "Contraseña",
  companySignIn: "Entrar con la cuenta de la empresa",
  or: "o",
  noPassword:
    "¿No la recuerda? Quien administra le da un enlace para poner otra, y con él entra en el acto.",
  tryPhone: "O pruebe la línea sin más: el teléfono no pide nombre.",
  openPhone: "Abrir el teléfono",
  companyNotes: {
    "company-unknown":
      "Nadie ha invitado todavía a esta dirección. Un administrador de la línea puede hacerlo.",
    "company-away":
      "La entrada de la empresa no contestó como se esperaba. Pruebe otra vez o use una contraseña.",
    "company-again": "La entrada tardó demasiado. Pruebe otra vez.",
  },

  firstTitle: "Su línea empieza aquí",
  firstText:
    "Usted es la primera persona. Será quien administra: invita a los demás y dice qué puede hacer cada cual.",
  joinTitle: "Bienvenida, bienvenido",
  joinText: (roles) => `Le invitan como ${roles}.`,
  resetTitle: "Una contraseña nueva",
  resetText: (name) =>
    `Para ${name}. Donde tenga la sesión abierta, se cerrará.`,
  name: "Su nombre, como lo dicen sus colegas",
  newPassword: "Contraseña",
  passwordHint:
    "15 caracteres o más. Unas palabras que solo usted junta se recuerdan bien y no se adivinan.",
  passwordShort: (missing) =>
    missing === 1 ? "falta un carácter" : `faltan ${missing} caracteres`,
  passwordLong: "basta",
  begin: "Empezar",
  oldPassword: "Contraseña de ahora",
  change: "Cambiar",
  changed: "Está cambiada. En los demás sitios se cerró su sesión.",

  home: (name) => `Qué gusto verle, ${name}.`,

  deskNow: { ringing: "suena", talking: "en conversación" },
  deskFor: "quién llama y por qué, y lo que usted puede hacer",
  casesFor: "a quién llamar, y antes de cuándo",
  answers: (numbers) => `atiende el ${numbers}`,
  noNumber: "no atiende ningún número",
  isRun: "lo usan otros flujos",
  draftBy: (name, date) => `borrador de ${name}, ${date}`,
  yourRights: "Lo que usted puede hacer",

  accountsTitle: "Personas de la consola",
  accountsHint: "Quién puede entrar y qué puede hacer cada cual.",
  invite: "Invitar",
  inviteTitle: "Invitar a alguien",
  inviteRoles: "Qué hará",
  makeLink: "Crear un enlace",
  linkTitle: (email) => `Un enlace para ${email}`,
  linkHint:
    "Sirve una vez, durante una semana. Mándelo por donde solo esa persona lea; no se vuelve a mostrar.",
  copy: "Copiar",
  copied: "Copiado",
  invited: "Con invitación, aún sin entrar",
  until: (date) => `hasta el ${date}`,
  takeBack: "Retirar",
  disable: "Desactivar",
  enable: "Activar",
  disabled: "desactivada",
  forgotten: "Enlace de contraseña",
  you: "usted",
  rolesOf: (name) => `Papeles de ${name}`,
  close: "Cerrar",
  onTheLine: "En la línea",
  personOf: (name) => `Quién es ${name} en la línea`,
  personHint:
    "De quién es el escritorio y con qué poderes: alguien del archivo de personas.",
  nobody: "Nadie",
  staffRoles: {
    agent: "agente",
    director: "dirección",
    adviser: "asesoría",
    leader: "suplencia o jefatura",
  },

  auditTitle: "Lo que se hizo",
  auditHint:
    "Se guarda para siempre; cada línea lleva el sello de la anterior, y así se nota si alguien cambia alguna.",
  older: "Anteriores",
  when: "Cuándo",
  who: "Quién",
  what: "Qué",
  deeds: {
    offered: "creó un enlace para",
    "first-offered": "creó el primer enlace, para quien lo abra",
    withdrawn: "retiró una invitación",
    joined: "entró por primera vez como",
    "roles-set": "dio otros papeles a",
    "person-set": "dijo quién es en la línea",
    disabled: "desactivó a",
    enabled: "activó a",
    "password-set": "puso una contraseña de",
    linked: "llegó por la entrada de la empresa como",
    "draft-saved": "guardó un borrador de",
    "removal-drafted": "quiere quitar",
    "draft-dropped": "tiró el borrador de",
    "draft-sent": "mandó a revisar el borrador de",
    "draft-approved": "aprobó el borrador de",
    "draft-returned": "devolvió el borrador de",
    filed: "leyó archivos nuevos: versión",
    published: "publicó la versión",
    tried: "dio a una parte de las llamadas la versión",
    "trial-kept": "dio a todas las llamadas la versión",
    "trial-ended": "retiró la versión",
    "trial-failed": "retiró por sí sola la versión",
    "texts-forgotten": "quitó, por nombrar a un cliente olvidado, la versión",
    "rolled-back": "volvió a la versión",
    "files-read": "leyó otra vez los archivos de la empresa",
    "files-unchanged":
      "leyó otra vez los archivos de la empresa, sin nada nuevo",
    "signed-in": "entró",
    "signed-out": "salió",
  },
  byStart: "El arranque del servidor",
  byLine: "La línea",
  instead: (version) => `en vez de la ${version}`,
  waitsForReview: "espera revisión",
  ways: {
    password: "con contraseña",
    company: "por la empresa",
    invitation: "por un enlace",
  },

  roles: {
    operations: "operaciones",
    approver: "revisión",
    agent: "agente",
    director: "dirección",
    admin: "administración",
  },
  roleHints: {
    operations: "edita y publica flujos",
    approver: "aprueba y publica lo que otros editaron",
    agent: "decide sobre dinero según sus poderes",
    director: "decide, y oye lo que dejaron quienes llamaron",
    admin: "dice quién puede hacer qué",
  },
  rights: {
    edit: "editar flujos",
    approve: "aprobar cambios",
    publish: "publicar",
    "decide-money": "decidir sobre dinero",
    listen: "oír grabaciones",
    administer: "administrar personas",
  },

  tooMany: (minutes) =>
    `Demasiados intentos. Pruebe otra vez en ${minutes === 1 ? "un minuto" : `${minutes} minutos`}.`,
  refusals: {
    "wrong-password": "El correo o la contraseña no son correctos.",
    "not-signed-in": "Su sesión se cerró. Entre otra vez.",
    "no-right":
      "Sus papeles no permiten esto. Los papeles los da quien administra.",
    "set-up-already": "La línea ya tiene quien la administre. Entre.",
    "email-taken": "Alguien tiene una cuenta con este correo.",
    "no-account": "Esa cuenta ya no existe.",
    "no-invitation":
      "Este enlace se usó, se retiró o es demasiado viejo. Pida otro a quien administra.",
    "not-now": "Eso no es posible donde está ahora la conversación.",
    "nobody-on-line":
      "Su cuenta aún no es nadie del archivo de personas. Quien administra dice quién es usted en la línea.",
    "person-taken":
      "Otra cuenta entra ya como esta persona. Cada cuenta es una persona.",
    "no-person":
      "Esa persona ya no está en el archivo de personas. Mire otra vez.",
    "name-taken":
      "Ya hay uno con este nombre, o un borrador. Elija otro nombre.",
    "last-admin":
      "Es la última persona que administra. Dé antes ese papel a otra.",
    "own-draft":
      "Quien cambió un borrador o lo mandó no lo juzga. Pídaselo a otra persona.",
    "not-sent": "Nadie ha mandado a revisar este borrador.",
    "not-approved":
      "Una segunda persona tiene que aprobar el borrador tal como está.",
    "changed-meanwhile": "Alguien lo cambió entretanto. Mírelo otra vez.",
    "on-trial":
      "Una versión se está probando con una parte de las llamadas. En «Versiones», désela a todas o retírela; después publique esto.",
    "live-changed": "Ahora se sirve otra cosa. Mírelo otra vez.",
    "served-changed":
      "Lo que oyen quienes llaman cambió desde que se empezó el borrador. Ábralo otra vez: lo recoge. Luego, a revisar.",
    renamed: "El borrador llama al flujo de otra manera. Devuélvale su nombre.",
    "with-mistakes": "El borrador tiene errores. Corríjalos primero.",
    "store-away":
      "La memoria de la línea no contesta. Pruebe otra vez en un momento.",
    away: "Desde aquí no se llega a la línea. Mire su red y pruebe otra vez.",
  },
  signInForRights:
    "Aquí aún no hay nada para sus papeles. Los da quien administra.",
};
