import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { findingSchema } from "./finding-schema";

it("every code has one section in docs/findings.md, and no section is without a code", () => {
  const sections = readFileSync("docs/findings.md", "utf8").matchAll(
    /^### (.+)$/gm,
  );
  expect([...sections].map(([, anchor]) => anchor).sort()).toEqual(
    [...FINDING_CODES].sort(),
  );
});

it("every code crosses the border", () => {
  const codes = findingSchema.options.map(({ shape }) => shape.code.value);
  expect([...codes].sort()).toEqual([...FINDING_CODES].sort());
});
