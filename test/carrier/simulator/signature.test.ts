import { createCookieJar } from "../../../src/carrier/simulator/cookies.js";
import { signRequest } from "../../../src/carrier/simulator/signature.js";

const FIELDS = {
  To: "+18005551212",
  From: "+14158675309",
  CallSid: "CA1234567890ABCDE",
  Digits: "1234",
  Caller: "+14158675309",
};
const ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2";

describe("the signature", () => {
  it("is the carrier's own for its published example (§5.1)", () => {
    expect(signRequest("12345", new URL(ADDRESS), FIELDS)).toBe(
      "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    );
  });

  it("leaves out user, password and, over https, the port (§5.1)", () => {
    const url = new URL(ADDRESS);
    url.username = "ana";
    url.password = "secret";
    url.port = "8443";
    expect(signRequest("12345", url, FIELDS)).toBe(
      "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
    );
  });

  it("keeps the port over http (§5.1)", () => {
    const sign = (address: string): string =>
      signRequest("12345", new URL(address), FIELDS);
    expect(sign("http://mycompany.com:3000/x")).not.toBe(
      sign("http://mycompany.com/x"),
    );
  });
});

describe("a call's cookies", () => {
  it("are kept per host and dropped when they expire (§1.1)", () => {
    const jar = createCookieJar();
    const url = new URL("http://one.example/a");
    jar.keep(url, ["a=1; Path=/", "b=2"]);
    expect(jar.header(url)).toBe("a=1; b=2");
    expect(jar.header(new URL("http://two.example/a"))).toBeUndefined();
    jar.keep(url, ["a=; Max-Age=0", "b=3"]);
    expect(jar.header(url)).toBe("b=3");
  });
});
