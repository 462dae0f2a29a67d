/** Shorter ones are found in any text by chance, and hide nothing. */
const LEAST_CHARS = 4;

/**
 * Words of a server that may repeat the headers it was sent, as proxies do with what they refuse: without any of
 * these values, whole or in part (the token of "Bearer …", the password within "Basic …").
 */
export function withoutSecrets(text: string, sent: readonly string[]): string {
  return sent
    .flatMap(partsOf)
    .filter((part) => part.length >= LEAST_CHARS)
    .sort((a, b) => b.length - a.length)
    .reduce((left, part) => left.replaceAll(part, "[redacted]"), text);
}

function partsOf(value: string): string[] {
  const [, scheme = "", token = ""] = /^(\S+) (\S+)$/.exec(value) ?? [];
  if (token === "") return [value];
  const pair =
    scheme === "Basic" ? Buffer.from(token, "base64").toString("utf8") : "";
  const password = pair.slice(pair.indexOf(":") + 1);
  return [value, token, pair, password];
}
