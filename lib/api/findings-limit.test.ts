import { describe, expect, it } from "vitest";
import {
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { FINDINGS_LIMIT, findingsQuerySchema } from "./findings-contract";
import { toFindings } from "./findings-dto";
import {
  aReading,
  resolved,
  selectsNothing,
  shadowing,
} from "./testing/findings-reading";

/** Five more than an answer may hold, of one namespace. */
function tooMany(namespace: string) {
  return Array.from({ length: FINDINGS_LIMIT + 5 }, (_, number) =>
    selectsNothing(`${namespace}/p${number}`),
  );
}

describe("a list of findings that is too long", () => {
  it("is never cut silently, and loses the least severe first", () => {
    const many = tooMany("web");
    const answer = toFindings(aReading([...many, ...shadowing]), {});
    expect(answer.findings).toHaveLength(FINDINGS_LIMIT);
    expect(answer.total).toBe(FINDINGS_LIMIT + 6);
    const { error, warning, info } = answer.counts;
    expect(error + warning + info).toBe(answer.total);
    const rank = ["error", "warning", "info"];
    const ranks = answer.findings.map(({ severity }) => rank.indexOf(severity));
    expect(ranks).toEqual([...ranks].sort());
  });

  it("shares the limit fairly: many errors of one namespace leave those of another in sight", () => {
    const many = tooMany("shop");
    const answer = toFindings(
      aReading([...many, selectsNothing("web/only")]),
      {},
    );
    expect(answer.findings).toHaveLength(FINDINGS_LIMIT);
    expect(answer.total).toBe(FINDINGS_LIMIT + 6);
    expect(answer.findings.map(({ objects: [it] }) => it?.name)).toContain(
      "only",
    );
  });

  it("searches all of them before the limit falls, by names, codes and what they speak of", () => {
    const many = tooMany("web");
    const reading = aReading([...many, ...shadowing]);
    const found = (query: string) => {
      const { total, findings } = toFindings(
        reading,
        findingsQuerySchema.parse(
          Object.fromEntries(new URLSearchParams(query)),
        ),
      );
      return [total, findings.length];
    };
    expect(found("text=p1004")).toEqual([1, 1]);
    expect(found("text=PeerAuthentication+web/p")).toEqual([1_005, 1_000]);
    expect(found("text=shop/young+policy-shadowed")).toEqual([1, 1]);
    expect(found("text=shop/young+nothing")).toEqual([0, 0]);
    expect(found("code=policy-shadowed")).toEqual([1, 1]);
    expect(found("code=policy-shadowed&text=p1004")).toEqual([0, 0]);
  });

  it("lets one object that is named over and over make room for others", () => {
    const broad = {
      ...aRule("web/no-mtls", { host: "*.shop.svc.cluster.local" }),
      trafficPolicy: aTrafficPolicy("DISABLE"),
    };
    const { resolution, ...reading } = aReading([
      ...shadowing,
      selectsNothing("web/a"),
    ]);
    const [port] = aService("shop/cart").ports;
    // A finding for each port number.
    const services = Array.from({ length: FINDINGS_LIMIT + 50 }, (_, number) =>
      aService(`shop/s${number}`, {
        selector: { app: "cart" },
        ports: port ? [{ ...port, port: 1_000 + number }] : [],
      }),
    );
    const answer = toFindings(
      {
        ...reading,
        resolution: resolved({
          ...resolution.index.inventory,
          services,
          destinationRules: [broad],
        }),
      },
      {},
    );
    expect(answer.findings).toHaveLength(FINDINGS_LIMIT);
    expect(answer.findings.map(({ code }) => code)).toContain(
      "policy-selects-nothing",
    );
    const conflict = answer.findings.find(
      ({ code }) => code === "plaintext-to-strict",
    );
    expect(conflict?.alike).toBe(FINDINGS_LIMIT + 50);
    expect(answer.codes).toContainEqual({
      code: "plaintext-to-strict",
      severity: "error",
      findings: FINDINGS_LIMIT + 50,
    });
  });

  it("names at most twenty services of a finding and counts the others", () => {
    const { resolution, ...reading } = aReading(shadowing);
    const services = Array.from({ length: 30 }, (_, number) =>
      aService(`shop/s${number}`, { selector: { app: "cart" } }),
    );
    const crowded = {
      ...reading,
      resolution: resolved({ ...resolution.index.inventory, services }),
    };
    const found = toFindings(crowded, { namespace: "shop", service: "s29" });
    expect(found.findings[0]).toMatchObject({ serviceCount: 30 });
    expect(found.findings[0]?.services).toHaveLength(20);
  });
});
