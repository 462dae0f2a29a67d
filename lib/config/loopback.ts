import { isIPv4 } from "node:net";

/** Whether only this machine can reach the address. Names other than localhost may point anywhere. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname === "::1" ||
    hostname === "[::1]" ||
    (isIPv4(hostname) && hostname.startsWith("127."))
  );
}
