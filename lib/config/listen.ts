import type { EnvironmentReader } from "./environment";
import { isLoopback } from "./loopback";
import { numberBetween } from "./number-between";

const DEFAULT_HOSTNAME = "127.0.0.1";
const DEFAULT_PORT = 3000;

/**
 * Where the server listens. Anyone who reaches it may change the mesh, so that without
 * authentication it is this machine and nobody else.
 *
 * @param machineName containers and shells set HOSTNAME to it by themselves; that is nobody's wish
 */
export function readListen(
  env: EnvironmentReader,
  machineName: string,
): { readonly hostname: string; readonly port: number } {
  const asked = env.text("HOSTNAME");
  const hostname =
    asked === null || asked === machineName ? DEFAULT_HOSTNAME : asked;
  if (!isLoopback(hostname)) {
    env.refuse(
      "HOSTNAME",
      `is ${hostname}, which others can reach, and no authentication is configured`,
      "Leave it unset (127.0.0.1), and let others in by an authenticating reverse proxy on this host, or by a port-forward.",
    );
  }
  const port = env.parsed(
    "PORT",
    numberBetween(0, 65_535),
    DEFAULT_PORT,
    `Use a free port, or leave it unset (${DEFAULT_PORT}).`,
  );
  return { hostname, port };
}
