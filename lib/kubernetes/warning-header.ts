/** The texts of RFC 7234 Warning headers as API servers send them: `299 - "text"`, several joined by commas. */
export function warningTexts(header: string | string[] | undefined): string[] {
  const joined = Array.isArray(header) ? header.join(", ") : (header ?? "");
  const texts: string[] = [];
  for (const match of joined.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)) {
    texts.push((match[1] ?? "").replaceAll(/\\(.)/g, "$1"));
  }
  return texts;
}
