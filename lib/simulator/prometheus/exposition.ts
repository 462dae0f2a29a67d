import type { SeriesIndex } from "@/lib/simulator/traffic/series-index";

/**
 * All current values in Prometheus' text format, for a real Prometheus to scrape with `honor_labels`.
 * @param stampMs set: every value is the one of this moment and says so, so that a real Prometheus
 *   stores exactly the samples the simulated one answers from.
 */
export function exposition(
  series: SeriesIndex,
  nowMs: number,
  stampMs: number | null,
): string {
  const lines: string[] = [];
  const atMs = stampMs ?? nowMs;
  const stamp = stampMs === null ? "" : ` ${stampMs}`;
  for (const name of series.names()) {
    let typed = false;
    for (const one of series.ofName(name)) {
      const value = one.exportedAt(atMs);
      if (value === null) {
        continue;
      }
      if (!typed) {
        lines.push(`# TYPE ${name} ${one.isCounter ? "counter" : "gauge"}`);
        typed = true;
      }
      const labels = Object.entries(one.labels)
        .map(([label, text]) => `${label}="${escaped(text)}"`)
        .join(",");
      lines.push(`${name}{${labels}} ${value}${stamp}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n");
}
