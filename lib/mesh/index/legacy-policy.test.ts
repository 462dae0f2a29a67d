import { describe, expect, test } from "vitest";
import {
  tlsCheckRows,
  tlsCheckState,
} from "@/lib/mesh/legacy/legacy-tls-check";
import type { LegacyPolicy } from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  aRule,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import {
  indexLegacyPolicies,
  inferLegacyServiceMode,
  legacyPolicyMode,
  resolveLegacyService,
} from "./legacy-policy";

const open = { mode: "PERMISSIVE", allowTls: false } as const;

const at = (...ports: (number | string)[]) => [{ name: "cart", ports }];

function resolve(policies: readonly LegacyPolicy[], number = 80) {
  return resolveLegacyService(
    indexLegacyPolicies(policies),
    { namespace: "shop", name: "cart" },
    { number, name: "http" },
  );
}

describe("which policy governs a service port (semantics C)", () => {
  const forPort = aLegacyPolicy("shop/port", { targets: at(80), mtls: open });
  const forService = aLegacyPolicy("shop/service", { targets: at() });
  const forNamespace = aLegacyPolicy("shop/default", { mtls: null });
  const forMesh = aLegacyPolicy("/default");

  const cases: readonly [
    string,
    readonly LegacyPolicy[],
    string | null,
    string,
  ][] = [
    [
      "the one that names the port",
      [forMesh, forNamespace, forService, forPort],
      "port",
      "PERMISSIVE",
    ],
    [
      "then the one for the whole service",
      [forMesh, forNamespace, forService],
      "service",
      "STRICT",
    ],
    [
      "then the namespace's, which switches it off under a STRICT mesh",
      [forMesh, forNamespace],
      "default",
      "DISABLE",
    ],
    ["then the mesh's", [forMesh], "default", "STRICT"],
    ["none at all means plaintext only", [], null, "DISABLE"],
    [
      "a port may be named by its name",
      [aLegacyPolicy("shop/named", { targets: at("http"), mtls: open })],
      "named",
      "PERMISSIVE",
    ],
    [
      "a policy for other ports of the service is passed over",
      [aLegacyPolicy("shop/other", { targets: at(443) })],
      null,
      "DISABLE",
    ],
    [
      "a policy of another namespace too",
      [aLegacyPolicy("bank/cart", { targets: at() })],
      null,
      "DISABLE",
    ],
    [
      "a MeshPolicy of another name too",
      [aLegacyPolicy("/custom")],
      null,
      "DISABLE",
    ],
  ];
  test.each(cases)("%s", (_name, policies, decidedBy, mode) => {
    const verdict = resolve(policies);
    expect(verdict.decidedBy?.name ?? null).toBe(decidedBy);
    expect(verdict.enforced).toBe(mode);
  });

  test("of two for one service the older counts", () => {
    const later = aLegacyPolicy("shop/a", {
      targets: at(),
      createdAt: "2026-03-01T00:00:00Z",
      mtls: open,
    });
    expect(resolve([later, forService]).enforced).toBe("STRICT");
  });
});

test("an optional peer was meant to be PERMISSIVE and enforced STRICT", () => {
  const wanted = { intended: "PERMISSIVE", enforced: "STRICT" };
  expect(
    legacyPolicyMode(aLegacyPolicy("shop/a", { peerIsOptional: true })),
  ).toEqual(wanted);
  expect(
    legacyPolicyMode(
      aLegacyPolicy("shop/a", { mtls: { mode: "STRICT", allowTls: true } }),
    ),
  ).toEqual(wanted);
});

describe("clients of a mesh that knows both APIs", () => {
  const infer = (
    mode: "STRICT" | "UNKNOWN",
    policies: readonly LegacyPolicy[],
  ) =>
    inferLegacyServiceMode(
      indexLegacyPolicies(policies),
      mode,
      { namespace: "shop", name: "cart" },
      { number: 80, name: null },
    );

  test("go by the newer one first", () => {
    expect(
      infer("STRICT", [aLegacyPolicy("shop/default", { mtls: null })]),
    ).toBe("STRICT");
  });
  test("then by the older", () => {
    expect(
      infer("UNKNOWN", [aLegacyPolicy("shop/default", { mtls: null })]),
    ).toBe("DISABLE");
  });
  test("and assume PERMISSIVE without either", () => {
    expect(infer("UNKNOWN", [])).toBe("PERMISSIVE");
  });
});

describe("what tls-check said", () => {
  const cases = [
    ["ISTIO_MUTUAL", "STRICT", "OK"],
    ["ISTIO_MUTUAL", "DISABLE", "CONFLICT"],
    ["DISABLE", "PERMISSIVE", "OK"],
    ["DISABLE", "STRICT", "CONFLICT"],
    ["SIMPLE", "PERMISSIVE", "CONFLICT"],
    ["MUTUAL", "DISABLE", "CONFLICT"],
  ] as const;
  test.each(cases)("%s against %s", (client, server, state) => {
    expect(tlsCheckState(client, server, false)).toBe(state);
    expect(tlsCheckState(client, server, true)).toBe(state);
  });

  test("a rule that says nothing was never a conflict", () => {
    expect(tlsCheckState(null, "STRICT", false)).toBe("OK");
    expect(tlsCheckState(null, "STRICT", true)).toBe("AUTO");
  });

  test("one row for the service and one per subset, by name", () => {
    const rule = aRule("shop/cart", {
      trafficPolicy: {
        tls: "DISABLE",
        portLevelSettings: [{ port: 80, tls: "ISTIO_MUTUAL" }],
        passthrough: false,
      },
      subsets: [
        {
          name: "v2",
          labels: {},
          trafficPolicy: aTrafficPolicy("SIMPLE"),
        },
        { name: "v1", labels: {}, trafficPolicy: null },
      ],
    });
    expect(
      tlsCheckRows({ policy: aLegacyPolicy("shop/default"), rule }, 80, false),
    ).toEqual([
      {
        subset: "",
        serverMode: "STRICT",
        clientMode: "ISTIO_MUTUAL",
        state: "OK",
      },
      { subset: "v1", serverMode: "STRICT", clientMode: null, state: "OK" },
      {
        subset: "v2",
        serverMode: "STRICT",
        clientMode: "SIMPLE",
        state: "CONFLICT",
      },
    ]);
  });
});
