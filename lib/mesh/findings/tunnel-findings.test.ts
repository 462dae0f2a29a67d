/** What findings say where a tunnel (HBONE) decides how a call ends (semantics B5, notes 3 and 4). */
import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type MeshConfig,
  type Pod,
} from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { findFindings } from "./find-findings";

type Sending = NonNullable<MeshConfig["sidecarsSendHbone"]>;

/** "error sidecar-clients-to-strict-ambient hbone": severity, code, and what may save the calls. */
function told(parts: Partial<Inventory>, sending: Sending): string[] {
  return findFindings(
    resolveMesh(
      indexMesh(
        anInventory({
          services: [aService("shop/cart")],
          meshConfig: { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: sending },
          ...parts,
        }),
      ),
    ),
  ).map(({ severity, code, params }) =>
    [severity, code, "unless" in params ? params.unless : ""].join(" ").trim(),
  );
}

const TUNNEL = { "networking.istio.io/tunnel": "http" };
const STRICT = [aPolicy("shop/wide", { mode: "STRICT" })];
const caller = aPod("web/page-1");
const ambient = anAmbientPod("shop/cart-1");
const cart = aPod("shop/cart-1");
const tunnelled: Pod = { ...cart, labels: { ...cart.labels, ...TUNNEL } };

function rule(path: string, tls: ClientTlsMode) {
  return aRule(path, {
    host: "cart.shop.svc.cluster.local",
    trafficPolicy: aTrafficPolicy(tls),
  });
}

describe("sidecar-clients-to-strict-ambient", () => {
  const world = { pods: [ambient, caller], peerAuthentications: STRICT };

  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error sidecar-clients-to-strict-ambient"]],
    ["unknown", ["warning sidecar-clients-to-strict-ambient hbone"]],
  ])("where sidecars send HBONE: %s", (sending, expected) => {
    expect(told(world, sending)).toEqual(expected);
  });

  test("says all there is to say where auto mTLS is off, or a rule asks for mutual TLS or plaintext", () => {
    const meshConfig = {
      ...DEFAULT_MESH_CONFIG,
      enableAutoMtls: false,
      sidecarsSendHbone: false,
    };
    const expected = ["error sidecar-clients-to-strict-ambient"];
    expect(told({ ...world, meshConfig }, false)).toEqual(expected);
    for (const tls of ["ISTIO_MUTUAL", "DISABLE"] as const) {
      const destinationRules = [rule("shop/cart", tls)];
      expect(told({ ...world, destinationRules }, false)).toEqual(expected);
    }
  });

  test("not below PERMISSIVE, nor in a mesh without sidecars that call", () => {
    expect(told({ ...world, peerAuthentications: [] }, false)).toEqual([]);
    expect(told({ ...world, pods: [ambient] }, false)).toEqual([]);
    const done = { ...caller, phase: "Succeeded" as const };
    expect(told({ ...world, pods: [ambient, done] }, false)).toEqual([]);
  });
});

describe("rules that a tunnel goes around", () => {
  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error plaintext-to-strict"]],
    ["unknown", ["warning plaintext-to-strict hbone"]],
  ])(
    "a DISABLE rule for a STRICT sidecar that takes HBONE, where it is sent: %s",
    (sending, expected) => {
      expect(
        told(
          {
            pods: [tunnelled, caller],
            peerAuthentications: STRICT,
            destinationRules: [rule("web/cart", "DISABLE")],
          },
          sending,
        ),
      ).toEqual(expected);
    },
  );

  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error rule-hidden"]],
    ["unknown", ["warning rule-hidden"]],
  ])(
    "a rule that hides the owner's, where HBONE is sent: %s",
    (sending, expected) => {
      expect(
        told(
          {
            pods: [tunnelled, caller],
            peerAuthentications: STRICT,
            destinationRules: [
              rule("shop/cart", "ISTIO_MUTUAL"),
              rule("web/cart", "DISABLE"),
            ],
          },
          sending,
        ).filter((text) => text.includes("rule-hidden")),
      ).toEqual(expected);
    },
  );

  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error headless-mixed-endpoints"]],
    ["unknown", ["warning headless-mixed-endpoints"]],
  ])(
    "a headless service with one bare pod, where HBONE is sent: %s",
    (sending, expected) => {
      expect(
        told(
          {
            services: [aService("shop/cart", { headless: true })],
            pods: [tunnelled, withoutProxy(aPod("shop/cart-2")), caller],
            peerAuthentications: STRICT,
          },
          sending,
        ).filter((text) => text.includes("mixed")),
      ).toEqual(expected);
    },
  );

  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error proxy-without-label"]],
    ["unknown", ["warning proxy-without-label hbone"]],
  ])(
    "a STRICT sidecar without the tlsMode label, where HBONE is sent: %s",
    (sending, expected) => {
      const labels = { app: "cart", ...TUNNEL };
      expect(
        told(
          { pods: [{ ...cart, labels }, caller], peerAuthentications: STRICT },
          sending,
        ),
      ).toEqual(expected);
    },
  );

  test.each<[Sending, string[]]>([
    [true, []],
    [false, ["error strict-under-disable"]],
    ["unknown", ["warning strict-under-disable"]],
  ])("STRICT below DISABLE, where HBONE is sent: %s", (sending, expected) => {
    expect(
      told(
        {
          pods: [tunnelled, caller],
          peerAuthentications: [
            aPolicy("shop/wide", { mode: "DISABLE" }),
            aPolicy("shop/cart", { selector: { app: "cart" }, mode: "STRICT" }),
          ],
        },
        sending,
      ),
    ).toEqual(expected);
  });
});

describe("label-without-proxy, for the tunnel", () => {
  const bare = withoutProxy(aPod("shop/cart-1"));
  const promising: Pod = { ...bare, labels: { ...bare.labels, ...TUNNEL } };
  const page: Pod = { ...ambient, ...{ namespace: "web", name: "z-1" } };

  test("calls through it fail, from ambient and from sidecars that send HBONE", () => {
    expect(told({ pods: [promising, page] }, false)).toEqual([
      "error label-without-proxy",
    ]);
    expect(told({ pods: [promising, caller] }, true)).toEqual([
      "error label-without-proxy",
    ]);
  });

  test("it deceives nobody yet where no caller would use it", () => {
    for (const sending of [false, "unknown"] as const) {
      expect(told({ pods: [promising, caller] }, sending)).toEqual([
        "warning label-without-proxy",
      ]);
    }
  });
});

describe("auto-mtls-to-disable", () => {
  const DISABLE = aPolicy("shop/cart", {
    selector: { app: "cart" },
    mode: "DISABLE",
  });
  const world = { pods: [cart, caller], peerAuthentications: [DISABLE] };

  test("clients choose once for all pods of a headless service, and do not see a workload's DISABLE", () => {
    const services = [aService("shop/cart", { headless: true })];
    expect(told({ ...world, services }, false)).toEqual([
      "error auto-mtls-to-disable",
    ]);
    expect(told({ services, pods: [cart] }, false)).toEqual([]);
  });

  test("not where they ask each pod, or the namespace says DISABLE", () => {
    expect(told(world, false)).toEqual([]);
    const services = [aService("shop/cart", { headless: true })];
    const peerAuthentications = [aPolicy("shop/wide", { mode: "DISABLE" })];
    expect(told({ ...world, services, peerAuthentications }, false)).toEqual(
      [],
    );
  });

  test("nor where a tunnel goes around it", () => {
    const services = [aService("shop/cart", { headless: true })];
    const pods = [tunnelled, caller];
    expect(told({ ...world, services, pods }, true)).toEqual([]);
    expect(told({ ...world, services, pods }, "unknown")).toEqual([
      "warning auto-mtls-to-disable hbone",
    ]);
  });
});
