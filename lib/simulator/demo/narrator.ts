import type { CallResult, World } from "@/lib/simulator/world";

/**
 * Tells what changes for the callers, as the curl loop of Istio's migration task does.
 * @returns one line per caller whose result differs from the last time it was asked.
 */
export class Narrator {
  private known: Map<string, CallResult>;

  constructor(private readonly world: World) {
    this.known = byFlow(world);
  }

  news(): string[] {
    const now = byFlow(this.world);
    const lines = [...now].flatMap(([flow, result]) => {
      const before = this.known.get(flow);
      const [was, is] = [before && words(before), words(result)];
      return was === undefined || was === is ? [] : [`${flow}: ${was} → ${is}`];
    });
    this.known = now;
    return lines;
  }

  /** "9 calls: 9 answered in plaintext" */
  summary(): string {
    const counts = new Map<string, number>();
    for (const result of this.known.values()) {
      const word = kindOf(result);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const parts = [...counts].map(([word, count]) => `${count} ${word}`);
    return `${this.known.size} callers: ${parts.join(", ")}`;
  }
}

function byFlow(world: World): Map<string, CallResult> {
  return new Map(world.calls().map((result) => [result.flow, result]));
}

function words({ code, mtls }: CallResult): string {
  if (code === "000") {
    return "000 refused";
  }
  if (code === "503") {
    return "503 refused";
  }
  return `${code}${mtls ? " over mutual TLS" : ""}`;
}

function kindOf({ code, mtls }: CallResult): string {
  if (code === "000" || code === "503") {
    return "refused";
  }
  return mtls ? "answered over mutual TLS" : "answered in plaintext";
}
