import { describe, expect, test } from "vitest";
import {
  plaintextCauseSchema,
  remedySchema,
} from "@/lib/api/attribution-contract";
import { LANGUAGES } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import { causeSentence, whoName } from "./caller-sentence";

describe.each(LANGUAGES)("in %s", (language) => {
  test.each(plaintextCauseSchema.options)(
    "the cause %s is a whole sentence, also without an object",
    (cause) => {
      const rule = { kind: "DestinationRule", namespace: "foo", name: "x" };
      for (const object of [rule, null]) {
        const said = causeSentence(cause, object, language);
        expect(said).toMatch(/[.。]$/);
        expect(said).not.toMatch(/undefined|null/);
      }
    },
  );

  test.each(remedySchema.shape.code.options)(
    "the remedy %s is a whole sentence",
    (code) => {
      expect(words(language).attribution.remedies[code]).toMatch(/[.。]$/);
    },
  );
});

test("a caller is named as kubectl would find it", () => {
  const workload = { kind: "Deployment", namespace: "legacy", name: "sleep" };
  expect(whoName({ kind: "workload", workload }, "en")).toBe(
    "Deployment legacy/sleep",
  );
  const node = { kind: "node", node: "worker-2" } as const;
  expect(whoName({ ...node, apiServer: false }, "en")).toBe("Node worker-2");
  expect(whoName({ ...node, apiServer: true }, "en")).toBe(
    "Node worker-2, with an API server",
  );
});
