import type { ChangeTiming } from "./measure";
import type { Timing } from "./timing";

/** What resolving everything may cost. */
export const BUDGET = { coldMs: 1_500, changeMs: 20 };

export interface Growth {
  readonly services: number;
  readonly timing: Timing;
}

export interface Report {
  readonly node: string;
  readonly growth: readonly Growth[];
  readonly changes: readonly ChangeTiming[];
  /** The same in a mesh of few, large namespaces. */
  readonly crowded: readonly ChangeTiming[];
  readonly matrix: readonly ChangeTiming[];
  readonly findings: {
    /** On top of the resolving. */
    readonly cold: Timing;
    readonly changes: readonly ChangeTiming[];
  };
}

/** The report as text, ratios first: they hold on any machine. */
export function printed(report: Report): string {
  return [
    ...growthLines(report.growth),
    "",
    ...changeLines(
      "After one change, 10 services in a namespace",
      report.changes,
    ),
    "",
    ...changeLines(
      "After one change, 1,000 services in a namespace",
      report.crowded,
    ),
    "",
    ...changeLines("Rows of the matrix (their own time)", report.matrix),
    "",
    ...changeLines("Findings (their own time)", [
      { name: "everything, from nothing", reached: 0, ...report.findings.cold },
      ...report.findings.changes,
    ]),
    "",
  ].join("\n");
}

function growthLines(growth: readonly Growth[]): string[] {
  return [
    "Everything resolved from nothing",
    row(
      "services",
      "x services",
      "x time",
      "of 1.5 s",
      "work p50",
      "p95",
      "clock p50",
      "first",
    ),
    ...growth.map(({ services, timing }, at) => {
      const before = growth[at - 1];
      const { work, clock } = timing;
      return row(
        services.toLocaleString("en"),
        before ? ratio(services / before.services) : "",
        before ? ratio(work.medianMs / before.timing.work.medianMs) : "",
        ratio(work.medianMs / BUDGET.coldMs),
        ms(work.medianMs),
        ms(work.p95Ms),
        ms(clock.medianMs),
        ms(work.firstMs),
      );
    }),
  ];
}

function changeLines(
  title: string,
  changes: readonly ChangeTiming[],
): string[] {
  return [
    title,
    row("of 20 ms", "reached", "work p50", "p95", "clock p50", "p95", "change"),
    ...changes.map(({ name, reached, work, clock }) =>
      row(
        ratio(work.medianMs / BUDGET.changeMs),
        reached.toLocaleString("en"),
        ms(work.medianMs),
        ms(work.p95Ms),
        ms(clock.medianMs),
        ms(clock.p95Ms),
        name,
      ),
    ),
  ];
}

/** Figures to the right; a text at the end as it is. */
function row(...cells: readonly string[]): string {
  return cells.map((cell) => `  ${cell.padStart(10)}`).join("");
}

function ratio(value: number): string {
  return `${value.toFixed(2)}x`;
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
