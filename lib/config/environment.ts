import type { z } from "zod";
import type { ConfigProblem } from "./problem";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and keeps what was wrong, so that every problem is told at once. */
export class EnvironmentReader {
  readonly problems: ConfigProblem[] = [];

  constructor(private readonly env: Environment) {}

  /** The value without surrounding blanks; null where it is missing or blank. */
  text(setting: string): string | null {
    const value = this.env[setting]?.trim();
    return value === undefined || value === "" ? null : value;
  }

  /**
   * A setting parsed by its schema, whose message is the problem's predicate, e.g. "must be a port".
   * @returns `otherwise` where it is missing or wrong; what is wrong is kept in `problems`
   */
  parsed<T>(
    setting: string,
    schema: z.ZodType<T, string>,
    otherwise: T,
    remedy: string,
  ): T {
    const value = this.text(setting);
    if (value === null) return otherwise;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    this.refuse(setting, issue?.message ?? "is not understood", remedy);
    return otherwise;
  }

  /** Keeps a problem: "`setting` `predicate`." */
  refuse(setting: string, predicate: string, remedy: string): void {
    this.problems.push({
      setting,
      message: `${setting} ${predicate}.`,
      remedy,
    });
  }
}
