import { readFile, writeFile } from "node:fs/promises";
import { parse, stringify } from "yaml";

/**
 * Writes a kubeconfig that acts as a member of `group` without any other right.
 * @returns its path, beside the original, because that may name files relative to itself; remove it in the end
 */
export async function impersonatingKubeconfig(
  kubeconfig: string,
  group: string,
): Promise<string> {
  const config = parse(await readFile(kubeconfig, "utf8"));
  for (const entry of config.users) {
    entry.user = {
      ...entry.user,
      as: "lockstep-test-reader",
      "as-groups": ["lockstep-test", group],
    };
  }
  const path = `${kubeconfig}.${group}`;
  await writeFile(path, stringify(config), { mode: 0o600 });
  return path;
}
