import { describe, expect, it, test } from "vitest";
import { ALL_KNOWN } from "@/lib/mesh/findings/known-sources";
import { findingsQuerySchema, findingsSchema } from "./findings-contract";
import { prepareFindings, toFindings } from "./findings-dto";
import { aStatement } from "./testing/a-statement";
import {
  aReading,
  selectsNothing,
  shadowing,
} from "./testing/findings-reading";

const A_WARNING = {
  code: "object-unreadable",
  names: [],
  message: "Cannot be read.",
} as const;

describe("the list of findings", () => {
  it("fits its schema and says what was looked through", () => {
    const answer = findingsSchema.parse(
      toFindings(aReading([selectsNothing("shop/a")]), {}),
    );
    expect(answer).toMatchObject({
      version: "boot.7",
      complete: true,
      unread: [],
      examined: { policies: 1, rules: 0, services: 1, pods: 2 },
      total: 1,
      namespaces: [{ name: "shop", findings: 1 }],
    });
    expect(answer.findings[0]).toMatchObject({
      code: "policy-selects-nothing",
      objectCount: 1,
    });
  });

  it("tells nothing that rests on what could not be read", () => {
    const reading = aReading([selectsNothing("shop/a")]);
    const readable = { ...ALL_KNOWN, pods: () => false };
    const unread = { ...reading, version: "boot.8", readable };
    expect(toFindings(reading, {}).total).toBe(1);
    expect(toFindings(unread, {}).total).toBe(0);
  });

  it("narrows by namespace, service and severity, while the counts stay those of the scope", () => {
    const reading = aReading([selectsNothing("web/a"), ...shadowing]);
    const codes = (query: Parameters<typeof toFindings>[1]) =>
      toFindings(reading, query).findings.map(({ code }) => code);
    expect(codes({ namespace: "web" })).toEqual(["policy-selects-nothing"]);
    expect(codes({ namespace: "shop" })).toEqual(["policy-shadowed"]);
    expect(codes({ namespace: "shop", service: "cart" })).toEqual([
      "policy-shadowed",
    ]);
    expect(codes({ namespace: "shop", service: "other" })).toEqual([]);
    const { severity = "info" } =
      toFindings(reading, { namespace: "web" }).findings[0] ?? {};
    const others = (["error", "warning", "info"] as const).filter(
      (other) => other !== severity,
    );
    for (const other of others) {
      const answer = toFindings(reading, { namespace: "web", severity: other });
      expect(answer.total).toBe(0);
      expect(answer.counts[severity]).toBe(1);
    }
  });

  it.each([
    ["a kind that may not be read", { state: "forbidden" as const }],
    ["a kind that is read no longer", { state: "stale" as const }],
    ["an object that was not understood", { warnings: [A_WARNING] }],
  ])("is incomplete with %s", (_, parts) => {
    const answer = toFindings(aReading([], [aStatement(parts)]), {});
    expect(answer).toMatchObject({ total: 0, complete: false });
    expect(answer.unread.map(({ what }) => what)).toEqual(["Pods"]);
  });

  it("takes a word for found where the title in the reader's language holds it, and only that word", () => {
    const reading = aReading([selectsNothing("web/a"), ...shadowing]);
    const total = (query: Record<string, string>) =>
      toFindings(reading, findingsQuerySchema.parse(query)).total;
    const titled = "0.policy-shadowed";
    expect(total({ text: "遮蔽" })).toBe(0);
    expect(total({ text: "遮蔽", titled })).toBe(1);
    expect(total({ text: "遮蔽 young", titled })).toBe(1);
    expect(total({ text: "遮蔽 nobody", titled })).toBe(0);
  });

  it("counts codes whichever code is asked for, and severities whichever severity", () => {
    const reading = aReading([selectsNothing("web/a"), ...shadowing]);
    const all = toFindings(reading, {});
    const one = toFindings(reading, { code: "policy-shadowed" });
    expect(one.codes).toEqual(all.codes);
    expect(one.total).toBe(1);
    expect(toFindings(reading, { severity: "info" }).counts).toEqual(
      all.counts,
    );
  });

  it("does not depend on Prometheus, nor on kinds that Istio dropped", () => {
    const answer = toFindings(
      aReading(
        [],
        [
          aStatement({ from: "prometheus", state: "down" }),
          aStatement({
            id: "kubernetes/policies.authentication.istio.io",
            state: "absent",
          }),
        ],
      ),
      {},
    );
    expect(answer.complete).toBe(true);
  });
});

describe("the query", () => {
  it.each([
    { service: "cart" },
    { severity: "fatal" },
    { namespace: "Shop" },
    { namespace: "shop", colour: "red" },
  ])("refuses %j", (query) => {
    expect(findingsQuerySchema.safeParse(query).success).toBe(false);
  });
});

test("searches that are under way at once end with the same answer as one in one go", async () => {
  const policies = [selectsNothing("shop/idle")];
  const reading = aReading(policies);
  await Promise.all([prepareFindings(reading), prepareFindings(reading)]);
  await prepareFindings(reading);
  expect(toFindings(reading, {})).toEqual(toFindings(aReading(policies), {}));
});
