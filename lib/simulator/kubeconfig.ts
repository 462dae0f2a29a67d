import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";
import type { SimulatedUser } from "./kubernetes/users";

/**
 * Writes a kubeconfig that only its owner may read. `insecure-skip-tls-verify` is there because
 * clients refuse a plain-http server without it.
 */
export async function writeKubeconfig(
  path: string,
  server: string,
  user: SimulatedUser,
): Promise<void> {
  const context = `${user.name}@simulator`;
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": context,
    clusters: [
      {
        name: "simulator",
        cluster: { server, "insecure-skip-tls-verify": true },
      },
    ],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [
      { name: context, context: { cluster: "simulator", user: user.name } },
    ],
  };
  await writeFile(path, stringify(config), { mode: 0o600 });
}
