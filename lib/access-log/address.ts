import { isIP } from "node:net";

export interface SocketAddress {
  readonly ip: string;
  readonly port: number;
}

/** "10.0.0.1:80" or "[fd00::1]:80"; null for "-", pipes and anything else. IPv4 in IPv6 becomes plain IPv4. */
export function readSocketAddress(
  text: string | undefined,
): SocketAddress | null {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d{1,5})$/.exec(
    text ?? "",
  );
  const ip = plainIp(match?.[1] ?? match?.[2] ?? "");
  const port = Number(match?.[3]);
  return isIP(ip) === 0 || !(port <= 65_535) ? null : { ip, port };
}

function plainIp(ip: string): string {
  return ip.toLowerCase().replace(/^::ffff:(?=[0-9.]+$)/, "");
}
