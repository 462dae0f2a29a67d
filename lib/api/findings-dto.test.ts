import { describe, expect, it, test } from "vitest";
import { ALL_KNOWN } from "@/lib/mesh/findings/known-sources";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, PeerAuthentication } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import type { SourceStatement } from "@/lib/mesh/source";
import {
  aMeta,
  anInventory,
  aPod,
  aRule,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import {
  FINDINGS_LIMIT,
  findingsQuerySchema,
  findingsSchema,
} from "./findings-contract";
import { prepareFindings, toFindings } from "./findings-dto";

const selectsNothing = (path: string): PeerAuthentication => ({
  ...aMeta(path),
  selector: { app: "nobody" },
  mode: "PERMISSIVE",
  portLevelMtls: {},
});

const statement = (parts: Partial<SourceStatement>): SourceStatement => ({
  id: "kubernetes/pods",
  what: "Pods",
  from: "kubernetes",
  state: "live",
  version: "v1",
  namespaces: [],
  message: "",
  since: "2026-01-01T00:00:00Z",
  warnings: [],
  ...parts,
});

const resolved = (inventory: Inventory) => resolveMesh(indexMesh(inventory));

function aReading(
  policies: readonly PeerAuthentication[],
  statements: readonly SourceStatement[] = [statement({})],
) {
  return {
    version: "boot.7",
    takenAtMs: 0,
    statements,
    readable: ALL_KNOWN,
    resolution: resolved(
      anInventory({
        namespaces: ["shop", "web"].map((name) => ({
          name,
          labels: { "istio-injection": "enabled" },
          annotations: {},
        })),
        services: [aService("shop/cart")],
        pods: [aPod("shop/cart-1"), aPod("web/page-1")],
        peerAuthentications: policies,
      }),
    ),
  };
}

/** The younger one of two for a namespace: it touches every service there. */
const namespacePolicy = (name: string, createdAt: string) => ({
  ...aMeta(`shop/${name}`, { createdAt }),
  selector: null,
  mode: "STRICT" as const,
  portLevelMtls: {},
});
const shadowing = [
  namespacePolicy("old", "2026-01-01T00:00:00Z"),
  namespacePolicy("young", "2026-02-01T00:00:00Z"),
];

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

  it("is never cut silently, and loses the least severe first", () => {
    const many = Array.from({ length: FINDINGS_LIMIT + 5 }, (_, number) =>
      selectsNothing(`web/p${number}`),
    );
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
    const many = Array.from({ length: FINDINGS_LIMIT + 5 }, (_, number) =>
      selectsNothing(`shop/p${number}`),
    );
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
    ["an object that was not understood", { warnings: ["Cannot be read"] }],
  ])("is incomplete with %s", (_, parts) => {
    const answer = toFindings(aReading([], [statement(parts)]), {});
    expect(answer).toMatchObject({ total: 0, complete: false });
    expect(answer.unread.map(({ what }) => what)).toEqual(["Pods"]);
  });

  it("searches all of them before the limit falls, by names, codes and what they speak of", () => {
    const many = Array.from({ length: FINDINGS_LIMIT + 5 }, (_, number) =>
      selectsNothing(`web/p${number}`),
    );
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
          statement({ from: "prometheus", state: "down" }),
          statement({
            id: "kubernetes/policies.authentication.istio.io",
            state: "absent",
          }),
        ],
      ),
      {},
    );
    expect(answer.complete).toBe(true);
  });

  it("lets one object that is named over and over make room for others", () => {
    const broad = {
      ...aRule("web/no-mtls", { host: "*.shop.svc.cluster.local" }),
      trafficPolicy: {
        tls: "DISABLE" as const,
        portLevelSettings: [],
        passthrough: false,
      },
    };
    const { resolution, ...reading } = aReading([
      ...shadowing.map((policy) => ({ ...policy, mode: "STRICT" as const })),
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
