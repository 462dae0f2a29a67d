import { once } from "node:events";
import { createServer } from "node:http";

export type SeriesLabels = Readonly<Record<string, string>>;

/** A few pods with hand-made series, each scraped under a path of its own. */
export class Exposition {
  private readonly pods = new Map<string, Map<string, string>>();
  private readonly server = createServer((request, response) => {
    const series = this.pods.get(request.url ?? "");
    if (series === undefined) {
      response.writeHead(404).end();
      return;
    }
    const lines = [...series].map(([name, value]) => `${name} ${value}\n`);
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
    response.end(lines.join(""));
  });

  /** @returns the address, as a scrape target */
  async start(): Promise<string> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (address === null || typeof address === "string") {
      throw new Error("no port");
    }
    return `127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }

  /** Sets one series of a pod; the pod exists from its first series on. */
  set(pod: string, metric: string, labels: SeriesLabels, value: number): void {
    const series = this.pods.get(pod) ?? new Map<string, string>();
    series.set(`${metric}{${text(labels)}}`, String(value));
    this.pods.set(pod, series);
  }

  /** The pod is gone: its target cannot be scraped any more. */
  remove(pod: string): void {
    this.pods.delete(pod);
  }
}

function text(labels: SeriesLabels): string {
  return Object.entries(labels)
    .map(
      ([name, value]) =>
        `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`,
    )
    .join(",");
}
