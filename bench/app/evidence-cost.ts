import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { z } from "zod";
import { quantile } from "./quantile";

/** What reading 20,000 edges, summed up by Prometheus from 200,000 series, costs us; medians of several readings. */
export interface EvidenceCost {
  readonly edges: number;
  /** What the process computed, unpacking included. */
  readonly workMs: number;
  /** The longest time that nobody else was served. */
  readonly blockedMs: number;
  /** Above what was held before. */
  readonly heapMb: number;
}

const LIMITS = { workMs: 300, blockedMs: 50, heapMb: 150 } as const;

const times = z.array(z.number()).min(1);
const printedSchema = z.object({
  edges: z.number(),
  workMs: times,
  blockedMs: times,
  heapMb: times,
});

export async function evidenceCost(): Promise<EvidenceCost> {
  const server = spawn(
    process.execPath,
    ["--import", "tsx", "bench/app/evidence-server.ts"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: server.stdout }).once("line", resolve);
      server.once("exit", (code) =>
        reject(new Error(`It ended with ${code}.`)),
      );
    });
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      "--import",
      "tsx",
      "bench/app/evidence-refresh.ts",
      address,
    ]);
    const { edges, ...all } = printedSchema.parse(JSON.parse(stdout));
    return {
      edges,
      workMs: quantile(all.workMs, 0.5),
      blockedMs: quantile(all.blockedMs, 0.5),
      heapMb: quantile(all.heapMb, 0.5),
    };
  } finally {
    server.kill("SIGTERM");
  }
}

/** A table in Markdown; beside each figure its share of what it may be. */
export function evidenceTable(cost: EvidenceCost): string {
  const row = (what: string, of: keyof typeof LIMITS, unit: string) =>
    `| ${what} | ${cost[of].toFixed(0)} ${unit} (${(cost[of] / LIMITS[of]).toFixed(2)} of ${LIMITS[of]} ${unit}) |\n`;
  return [
    `| evidence refresh, ${cost.edges} edges | |\n| --- | --- |\n`,
    row("what we compute", "workMs", "ms"),
    row("longest block", "blockedMs", "ms"),
    row("memory while it lasts", "heapMb", "MB"),
  ].join("");
}
