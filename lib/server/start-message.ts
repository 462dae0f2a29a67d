import type { ConfigProblem } from "@/lib/config/problem";

/** Every problem with the settings in one message for the terminal. */
export function startMessage(problems: readonly ConfigProblem[]): string {
  const count =
    problems.length === 1 ? "One setting" : `${problems.length} settings`;
  return [
    `Lockstep cannot start. ${count} must be corrected:`,
    ...problems.map(({ message, remedy }) => `\n  ${message}\n    ${remedy}`),
    "",
  ].join("\n");
}
