import type { EnvironmentReader } from "./environment";

/**
 * The host names in LOCKSTEP_ALLOWED_HOSTS, with commas between: in lower case, each with its port
 * if it names one other than https' own. What is not a name is left out, so that nothing is allowed
 * by mistake.
 */
export function allowedHostsOf(setting: string | undefined): string[] {
  return entriesOf(setting)
    .filter((entry) => hostnameOf(entry) !== null)
    .map((entry) => new URL(`https://${entry}`).host);
}

/** The same, with a problem for what is not a host name. */
export function readAllowedHosts(env: EnvironmentReader): readonly string[] {
  const setting = env.text("LOCKSTEP_ALLOWED_HOSTS") ?? undefined;
  const wrong = entriesOf(setting).filter(
    (entry) => hostnameOf(entry) === null,
  );
  if (wrong.length > 0) {
    env.refuse(
      "LOCKSTEP_ALLOWED_HOSTS",
      `holds what is not a host name (${wrong.join(", ")})`,
      "List names with commas between, e.g. lockstep.example.com. There are no wildcards.",
    );
  }
  return allowedHostsOf(setting);
}

/** The name in a Host header or setting, in lower case and without port; null where there is none. */
export function hostnameOf(host: string): string | null {
  if (!/^[\w.:[\]-]+$/.test(host)) return null;
  const address = `http://${host}`;
  return URL.canParse(address) ? new URL(address).hostname : null;
}

function entriesOf(setting: string | undefined): string[] {
  return (setting ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
