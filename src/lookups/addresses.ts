import { lookup } from "node:dns/promises";
import ipaddr from "ipaddr.js";

/** All addresses of a host's name. Rejects when it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(
    ({ address }) => address,
  );

/** An address that look-ups do not go to. */
export class AddressRefused extends Error {
  readonly code = "address-refused";
  constructor(message: string) {
    super(message);
    this.name = "AddressRefused";
  }
}

const publicV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * The one address that a request goes to: the name is resolved once and the request is made to what was checked, so that a name server
 * that answers differently a moment later changes nothing. All addresses of a name have to be public, or inside `allowed` (addresses or
 * networks). IPv4 written as IPv6 counts as what it is. Throws `AddressRefused`.
 */
export async function findAddress(
  host: string,
  allowed: readonly string[],
  resolve: Resolve,
): Promise<{ readonly address: string; readonly isPublic: boolean }> {
  const literal = host.replace(/^\[(.*)\]$/, "$1");
  const addresses = ipaddr.isValid(literal) ? [literal] : await resolve(host);
  const checked = addresses.map((address) => ({
    address,
    isPublic: isPublic(address),
  }));
  const refused = checked.find(
    (one) => !one.isPublic && !isAllowed(one.address, allowed),
  );
  if (refused)
    throw new AddressRefused(
      `${host} is at ${refused.address}, which is not a public address and not among the connection's "private addresses".`,
    );
  const [first] = checked;
  if (!first) throw new AddressRefused(`${host} has no address.`);
  return first;
}

function isPublic(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(publicV6);
}

function isAllowed(text: string, allowed: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return allowed.some((one) => {
    if (!one.includes("/"))
      return ipaddr.process(one).toString() === address.toString();
    const [network, bits] = ipaddr.parseCIDR(one);
    return network.kind() === address.kind() && address.match([network, bits]);
  });
}
