import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** One conformance case: facts in, one question, the expected answer. Fields we do not read may be there too. */
const vectorSchema = z.object({
  id: z.string(),
  input: z.looseObject({}),
  query: z.looseObject({ type: z.string() }),
  expected: z.unknown(),
});

export type Vector = z.infer<typeof vectorSchema>;

/**
 * Every case of every JSON file of a directory, in file order.
 * Throws where the directory has no such file, or a file is not a list of cases: an empty run must not pass.
 */
export function readVectors(directory: string): Vector[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .sort();
  if (files.length === 0) {
    throw new Error(
      `${directory} holds no .json file; name a directory of conformance cases.`,
    );
  }
  return files.flatMap((name) => {
    const path = join(directory, name);
    const parsed = z
      .array(vectorSchema)
      .safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new Error(`${path}: ${issue?.path.join(".")}: ${issue?.message}`);
  });
}
