import type { Right, Role } from "../../machines/console-accounts/rights.js";
import type { PresenceStatus } from "../../machines/queue/context.js";

/** What the console says in English. `es.ts` has the same shape. */
export const english = {
  language: "Language",
  flows: "Flows",
  versions: "Versions",
  company: "Company",
  desk: "Desk",
  live: "Live",
  cases: "Cases",
  figures: "Figures",
  accounts: "People",
  audit: "What was done",
  phone: "Phone",
  toContent: "To the page’s content",
  ownPassword: "Change password",
  signOut: "Sign out",
  loading: "One moment …",

  signIn: "Sign in",
  signInAgain: "You were signed out",
  signInAgainText:
    "Sign in again: the page is as you left it, with all that you typed. Then do once more what you were about to.",
  email: "E-mail",
  password: "Password",
  companySignIn: "Sign in with your company account",
  or: "or",
  noPassword:
    "Forgotten? An admin gives you a link to set another, and it lets you in at once.",
  tryPhone: "Or just try the line: the browser phone asks for no name.",
  openPhone: "Open the phone",
  companyNotes: {
    "company-unknown":
      "Nobody has invited this address yet. An admin of the line can.",
    "company-away":
      "The company’s sign-in did not answer as expected. Try again, or use a password.",
    "company-again": "The sign-in took too long. Try again.",
  } as Readonly<Record<string, string>>,

  firstTitle: "Your line begins here",
  firstText:
    "You are the first. You will be the admin: you invite the others, and say what each may do.",
  joinTitle: "Welcome",
  joinText: (roles: string) => `You are invited as ${roles}.`,
  resetTitle: "A new password",
  resetText: (name: string) =>
    `For ${name}. Where you are signed in now, you will be signed out.`,
  name: "Your name, as colleagues say it",
  newPassword: "Password",
  passwordHint:
    "15 characters or more. A few words that only you put together are easy to keep and hard to guess.",
  passwordShort: (missing: number) =>
    missing === 1 ? "one character more" : `${missing} characters more`,
  passwordLong: "long enough",
  begin: "Begin",
  oldPassword: "Password until now",
  change: "Change",
  changed: "It is changed. Everywhere else you are signed out.",

  home: (name: string) => `Good to see you, ${name}.`,

  /** Beside the desk's name on other pages; others are nothing to tell there. */
  deskNow: { ringing: "it rings", talking: "in a talk" } as Readonly<
    Partial<Record<PresenceStatus, string>>
  >,
  deskFor: "who rings and why, and what you may do",
  casesFor: "whom to call, and by when",
  answers: (numbers: string) => `answers ${numbers}`,
  noNumber: "answers no number",
  isRun: "run by other flows",
  draftBy: (name: string, date: string) => `draft by ${name}, ${date}`,
  yourRights: "What you may do",

  accountsTitle: "People of the console",
  accountsHint: "Who may sign in, and what each may do.",
  invite: "Invite",
  inviteTitle: "Invite somebody",
  inviteRoles: "What they will do",
  makeLink: "Make a link",
  linkTitle: (email: string) => `A link for ${email}`,
  linkHint:
    "It works once, for a week. Send it by a way that only they read; it is not shown again.",
  copy: "Copy",
  copied: "Copied",
  invited: "Invited, not here yet",
  until: (date: string) => `until ${date}`,
  takeBack: "Take back",
  disable: "Disable",
  enable: "Enable",
  disabled: "disabled",
  forgotten: "Password link",
  you: "you",
  rolesOf: (name: string) => `Roles of ${name}`,
  close: "Close",
  onTheLine: "On the line",
  personOf: (name: string) => `Who ${name} is on the line`,
  personHint:
    "Whose desk it is, and whose powers: somebody of the people file.",
  nobody: "Nobody",
  staffRoles: {
    agent: "agent",
    director: "director",
    adviser: "adviser",
    leader: "deputy or superior",
  } as Readonly<Record<string, string>>,

  auditTitle: "What was done",
  auditHint:
    "Kept for good; each entry carries the seal of the one before it, so that a change of any is found.",
  older: "Older",
  when: "When",
  who: "Who",
  what: "What",
  deeds: {
    offered: "made a link for",
    "first-offered": "made the first link, for whoever opens it",
    withdrawn: "took an invitation back",
    joined: "joined as",
    "roles-set": "gave other roles to",
    "person-set": "said who on the line is",
    disabled: "disabled",
    enabled: "enabled",
    "password-set": "set a password of",
    linked: "came by the company’s sign-in as",
    "draft-saved": "saved a draft of",
    "removal-drafted": "means to take away",
    "draft-dropped": "threw the draft away of",
    "draft-sent": "sent for review the draft of",
    "draft-approved": "approved the draft of",
    "draft-returned": "returned the draft of",
    filed: "read new flow files: version",
    published: "published version",
    tried: "gave to a share of the calls version",
    "trial-kept": "gave to all calls version",
    "trial-ended": "took back version",
    "trial-failed": "took back by itself version",
    "texts-forgotten": "dropped, since it named a forgotten customer, version",
    "rolled-back": "went back to version",
    "files-read": "read the company’s files again",
    "files-unchanged": "read the company’s files again, with nothing new",
    "signed-in": "signed in",
    "signed-out": "signed out",
  } as Readonly<Record<string, string>>,
  byStart: "The server’s start",
  byLine: "The line",
  instead: (version: string) => `instead of ${version}`,
  waitsForReview: "waits for review",
  ways: {
    password: "with a password",
    company: "at the company",
    invitation: "by a link",
  } as Readonly<Record<string, string>>,

  roles: {
    operations: "operations",
    approver: "approver",
    agent: "agent",
    director: "director",
    admin: "admin",
  } satisfies Record<Role, string>,
  roleHints: {
    operations: "edits and publishes flows",
    approver: "approves and publishes what others edited",
    agent: "decides about money within their powers",
    director: "decides, and hears what callers left",
    admin: "says who may do what",
  } satisfies Record<Role, string>,
  rights: {
    edit: "edit flows",
    approve: "approve changes",
    publish: "publish",
    "decide-money": "decide about money",
    listen: "listen to recordings",
    administer: "administer people",
  } satisfies Record<Right, string>,

  tooMany: (minutes: number) =>
    `Too many tries. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
  refusals: {
    "wrong-password": "The e-mail address or the password is not right.",
    "not-signed-in": "You were signed out. Sign in again.",
    "no-right": "Your roles do not allow this. An admin gives roles.",
    "set-up-already": "The line has an admin already. Sign in.",
    "email-taken": "Somebody has an account under this e-mail address.",
    "no-account": "There is no such account any more.",
    "no-invitation":
      "This link was used, taken back, or is too old. Ask an admin for another.",
    "not-now": "It does not fit where the talk is now.",
    "nobody-on-line":
      "Your account is nobody of the people file yet. An admin says who you are on the line.",
    "person-taken":
      "Somebody else signs in as this person. One account is one person.",
    "no-person": "This person stands in the people file no more. Look again.",
    "name-taken":
      "There is one of this name already, or a draft of one. Choose another name.",
    "last-admin": "This is the last admin. Make somebody else an admin first.",
    "own-draft":
      "Whoever changed a draft or sent it does not judge it. Ask somebody else.",
    "not-sent": "Nobody sent this draft for review.",
    "not-approved": "A second person has to approve the draft as it is now.",
    "changed-meanwhile": "Somebody changed it meanwhile. Look again.",
    "on-trial":
      "A version is being tried on a share of the calls. Under “Versions”, give it to all or take it back; then publish this.",
    "live-changed": "Something else is live by now. Look again.",
    "served-changed":
      "What callers get of this flow was changed since the draft was begun. Open the draft again: it takes that in. Then have it reviewed.",
    renamed: "The draft calls the flow by another name. Give it back its own.",
    "with-mistakes": "The draft has mistakes. Mend them first.",
    "store-away": "The line’s memory does not answer. Try again in a moment.",
    away: "The line cannot be reached from here. Look at your network, and try again.",
  } as Readonly<Record<string, string>>,
  signInForRights: "Nothing here is for your roles yet. An admin gives roles.",
};

export type Words = typeof english;
