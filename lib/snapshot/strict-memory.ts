import type {
  MeshResolution,
  ResolvedService,
} from "@/lib/mesh/resolution/mesh-resolution";

/**
 * When services ceased to be STRICT. While they were, whoever sends plaintext was refused and left no trace
 * in the metrics (semantics D2), so that stretch of time says nothing about callers. What happened before
 * this process started is not known to it.
 */
export class StrictMemory {
  private services: MeshResolution["services"] = new Map();
  private readonly endedAtMs = new Map<string, number>();

  observe({ services }: MeshResolution, nowMs: number): void {
    if (services === this.services) return;
    for (const [key, resolved] of services) {
      const before = this.services.get(key);
      if (before === undefined || before === resolved) continue;
      if (hasStrictPort(before) && !hasStrictPort(resolved)) {
        this.endedAtMs.set(key, nowMs);
      }
    }
    for (const key of this.endedAtMs.keys()) {
      if (!services.has(key)) this.endedAtMs.delete(key);
    }
    this.services = services;
  }

  /** Seconds from the end of STRICT to `atMs`, by `namespace/name`; below zero where it ended after that. */
  secondsSince(atMs: number): ReadonlyMap<string, number> {
    return new Map(
      [...this.endedAtMs].map(([key, endedMs]) => [
        key,
        (atMs - endedMs) / 1_000,
      ]),
    );
  }
}

function hasStrictPort({ verdict }: ResolvedService): boolean {
  return (
    verdict.mode === "STRICT" ||
    verdict.ports.some(({ pods }) => pods.some(({ mode }) => mode === "STRICT"))
  );
}
