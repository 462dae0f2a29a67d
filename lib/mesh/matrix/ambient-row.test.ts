/** Rows of services behind ztunnel (semantics A6, B5). */
import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type Pod } from "@/lib/mesh/objects";
import { portEffects } from "@/lib/mesh/plan/port-effects";
import {
  anAmbientPod,
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTelemetry,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { onlyRow } from "@/lib/mesh/testing/only-row";

const ztunnel: Pod = {
  ...withoutProxy(aPod("istio-system/ztunnel-1")),
  labels: { app: "ztunnel" },
};
const tickets = {
  services: [aService("museum/tickets")],
  pods: [anAmbientPod("museum/tickets-1"), ztunnel],
};
const sendingHbone = { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: true };
const mutual = (from: string) => ({
  ...aTelemetry(
    [anEdge(from, "museum/tickets", { unit: "connections" })],
    ["istio-system/ztunnel-1"],
  ),
  knownBefore: new Map([["museum/tickets", [[]]]]),
});

test("a ztunnel is no sidecar that might call without HBONE", () => {
  const real: Pod = {
    ...ztunnel,
    longRunningContainers: ["istio-proxy"],
    workload: { ...ztunnel.workload, kind: "DaemonSet" },
  };
  const row = onlyRow(
    { ...tickets, pods: [anAmbientPod("museum/tickets-1"), real] },
    mutual("museum/shop"),
  );
  expect(row.clientTls).toEqual([]);
  expect(row.verdict.state).toBe("READY");
});

describe("sidecars that call into ambient", () => {
  const kiosk = aPod("kiosks/kiosk-1");
  const inventory = { ...tickets, pods: [...tickets.pods, kiosk] };

  test("are no obstacle where istiod lets them send HBONE", () => {
    const row = onlyRow(
      { ...inventory, meshConfig: sendingHbone },
      mutual("kiosks/kiosk"),
    );
    expect(row.verdict.state).toBe("READY");
    expect(row.clientTls).toMatchObject([
      { namespace: "kiosks", sends: "mutual_tls" },
    ]);
    expect(row.actions).not.toContain("require-mutual-tls");
  });

  test("are one where it does not, or does not say so", () => {
    const row = onlyRow(inventory, mutual("kiosks/kiosk"));
    expect(row.verdict).toMatchObject({
      state: "BLOCKED",
      reasons: [{ code: "sidecars-without-hbone" }],
    });
  });

  test("use HBONE even under a rule that says DISABLE, but not for TLS of their own", () => {
    const told = (tls: "DISABLE" | "SIMPLE") =>
      onlyRow(
        {
          ...inventory,
          meshConfig: sendingHbone,
          destinationRules: [
            aRule("museum/tickets", {
              host: "tickets",
              trafficPolicy: aTrafficPolicy(tls),
            }),
          ],
        },
        mutual("kiosks/kiosk"),
      ).clientTls.map(({ sends }) => sends);
    expect(told("DISABLE")).toEqual(["mutual_tls"]);
    expect(told("SIMPLE")).toEqual(["tls"]);
  });
});

describe("a rule that asks for mutual TLS, before ambient (semantics B5)", () => {
  const kiosk = aPod("kiosks/kiosk-1");
  const ruled = {
    ...tickets,
    pods: [...tickets.pods, kiosk],
    destinationRules: [
      aRule("museum/tickets", {
        host: "tickets",
        trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
      }),
    ],
  };

  test.each([false, "unknown" as const])(
    "its bytes have no identity for ztunnel where sidecars send no HBONE (%s)",
    (sidecarsSendHbone) => {
      const meshConfig = { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone };
      const row = onlyRow({ ...ruled, meshConfig }, mutual("museum/website"));
      expect(row.clientTls).toMatchObject([
        { namespace: "kiosks", sends: "mutual_tls_without_hbone" },
      ]);
      expect(row.verdict).toMatchObject({
        state: "BLOCKED",
        reasons: [{ code: "sidecars-without-hbone" }],
      });
      expect(row.actions).not.toContain("require-mutual-tls");
    },
  );

  test("where they do, it is mutual TLS like any other", () => {
    const row = onlyRow(
      { ...ruled, meshConfig: sendingHbone },
      mutual("museum/website"),
    );
    expect(row.verdict.state).toBe("READY");
  });

  test("is not offered, since it would break what works", () => {
    const row = onlyRow(
      { ...ruled, destinationRules: [] },
      mutual("museum/website"),
    );
    expect(row.clientTls).toMatchObject([{ sends: "plaintext" }]);
    expect(row.actions).not.toContain("require-mutual-tls");
  });

  test("calls that such clients still make are refused at a STRICT row", () => {
    const row = onlyRow(
      {
        ...ruled,
        peerAuthentications: [aPolicy("museum/default", { mode: "STRICT" })],
      },
      aTelemetry(
        [
          anEdge("kiosks/kiosk", "museum/tickets", {
            unit: "connections",
            security: "plaintext",
          }),
        ],
        ["istio-system/ztunnel-1"],
      ),
    );
    expect(row.cells).toMatchObject([{ refusedWhenStrict: true }]);
  });
});

test("a waypoint does not make its namespace one of sidecars", () => {
  const waypoint = aPod("museum/waypoint-1", {
    labels: {
      "gateway.networking.k8s.io/gateway-name": "waypoint",
      "gateway.istio.io/managed": "istio.io-mesh-controller",
    },
    longRunningContainers: ["istio-proxy"],
  });
  const row = onlyRow(
    { ...tickets, pods: [...tickets.pods, waypoint] },
    mutual("museum/website"),
  );
  expect(row.clientTls).toEqual([]);
  expect(row.verdict.state).toBe("READY");
});

test("a port that says DISABLE below a STRICT parent is no exception: it stays closed (A6.2)", () => {
  const row = onlyRow(
    {
      ...tickets,
      peerAuthentications: [
        aPolicy("museum/default", { mode: "STRICT" }),
        aPolicy("museum/metrics", {
          selector: { app: "tickets" },
          portLevelMtls: { "9102": "DISABLE" },
        }),
      ],
    },
    null,
  );
  expect(row.verdict).toMatchObject({
    state: "LOCKED",
    reasons: [{ code: "locked" }],
  });
});

test("closing the hole of A6.3 is seen to close every port, not only the listed one", () => {
  const hole = (mode: "UNSET" | "STRICT") =>
    indexMesh(
      anInventory({
        ...tickets,
        peerAuthentications: [
          aPolicy("istio-system/default", { mode: "STRICT" }),
          aPolicy("museum/default"),
          aPolicy("museum/metrics", {
            selector: { app: "tickets" },
            mode,
            portLevelMtls: {
              "9102": mode === "UNSET" ? "PERMISSIVE" : "STRICT",
            },
          }),
        ],
      }),
    );
  expect(portEffects(hole("UNSET"), hole("STRICT"), "museum")).toMatchObject([
    {
      port: null,
      before: "PERMISSIVE",
      after: "STRICT",
      services: ["tickets"],
    },
    { port: 9102, before: "PERMISSIVE", after: "STRICT" },
  ]);
});
