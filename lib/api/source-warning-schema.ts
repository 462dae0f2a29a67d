import { z } from "zod";
import { SOURCE_WARNINGS } from "@/lib/mesh/source-warning";

/** Why a source may be doubted although it is read, or costs more than it should. Isomorphic, as `contract.ts`. */
export const sourceWarningSchema = z.object({
  code: z.enum(SOURCE_WARNINGS),
  /** What it is about, e.g. the object that cannot be read and what is wrong with it. */
  names: z.array(z.string()),
  /** One plain sentence in English. */
  message: z.string(),
});
