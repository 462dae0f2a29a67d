/** Text for a spreadsheet. Pure. */

/**
 * Lines of RFC 4180: fields with a comma, quote or line break are quoted, quotes doubled, lines end in
 * CR LF. A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection).
 */
export function csvOf(lines: readonly (readonly CsvField[])[]): string {
  return lines
    .map((fields) => `${fields.map(csvField).join(",")}\r\n`)
    .join("");
}

export type CsvField = string | number;

function csvField(field: CsvField): string {
  if (typeof field === "number") return String(field);
  const text = FORMULA.test(field) ? `'${field}` : field;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const SPECIAL = /[",\r\n]/;
