import AccessToken from "twilio/lib/jwt/AccessToken.js";

export interface BrowserKey {
  readonly accountSid: string;
  /** An API key of the account, `SK…`, and its secret. */
  readonly keySid: string;
  readonly secret: string;
  /** The TwiML app for calls that begin in the browser; absent: none begin there. */
  readonly appSid?: string;
}

export interface BrowserToken {
  readonly token: string;
  /** How long it is good for, seconds. */
  readonly seconds: number;
}

/** The identity is what follows `client:` in a phone's address. */
export type IssueBrowserToken = (identity: string) => BrowserToken;

/** An hour: a desk asks for the next one while it is open, and a lost one is soon worth nothing. */
const seconds = 3_600;

/** Lets a browser with the carrier's Voice SDK be rung as `client:<identity>`. Source: Twilio, "Access Tokens", VoiceGrant. */
export function createBrowserTokens({
  accountSid,
  keySid,
  secret,
  appSid,
}: BrowserKey): IssueBrowserToken {
  return (identity) => {
    const token = new AccessToken(accountSid, keySid, secret, {
      identity,
      ttl: seconds,
    });
    token.addGrant(
      new AccessToken.VoiceGrant({
        incomingAllow: true,
        ...(appSid !== undefined && { outgoingApplicationSid: appSid }),
      }),
    );
    return { token: token.toJwt(), seconds };
  };
}
