import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { conflictFindings } from "./conflict-findings";

const injected = aPod("shop/db-1");
const bare = withoutProxy(aPod("shop/db-2"));
const till = aPod("bank/till-1");
const headless = aService("shop/db", { headless: true });
const STRICT = aPolicy("shop/default", { mode: "STRICT" });
const DISABLE = aPolicy("shop/default", { mode: "DISABLE" });
const passthrough = aRule("shop/db", {
  host: "db",
  trafficPolicy: { tls: null, portLevelSettings: [], passthrough: true },
});

function codes(parts: Partial<Inventory>): string[] {
  const index = indexMesh(
    anInventory({
      services: [headless],
      pods: [injected, bare, till],
      ...parts,
    }),
  );
  return conflictFindings(index).map((f) => `${f.severity} ${f.code}`);
}

const CASES: readonly [string, Partial<Inventory>, readonly string[]][] = [
  [
    "every endpoint is sent plaintext",
    {},
    ["warning headless-mixed-endpoints"],
  ],
  [
    "a STRICT one refuses it",
    { peerAuthentications: [STRICT] },
    ["error headless-mixed-endpoints"],
  ],
  [
    "PASSTHROUGH is as headless",
    { services: [aService("shop/db")], destinationRules: [passthrough] },
    ["warning headless-mixed-endpoints"],
  ],
  [
    "other services are judged per endpoint",
    { services: [aService("shop/db")] },
    [],
  ],
  ["all with a proxy", { pods: [injected, till] }, []],
  ["all without", { pods: [bare, till] }, []],
  ["DISABLE asks for plaintext anyway", { peerAuthentications: [DISABLE] }, []],
  [
    "no sidecar is there to send anything",
    {
      services: [headless],
      pods: [{ ...injected, longRunningContainers: ["db"] }, bare],
    },
    [],
  ],
  [
    "a rule decides instead of auto mTLS",
    {
      destinationRules: [
        aRule("shop/db", {
          host: "db",
          trafficPolicy: aTrafficPolicy("DISABLE"),
        }),
      ],
    },
    [],
  ],
];

test.each(CASES)("mixed endpoints: %s", (_name, parts, expected) => {
  expect(codes(parts)).toEqual(expected);
});

test("the workloads without proxy stand first, then the rule, then the service", () => {
  const index = indexMesh(
    anInventory({
      services: [aService("shop/db")],
      pods: [injected, bare, till],
      destinationRules: [passthrough],
    }),
  );
  expect(conflictFindings(index)).toMatchObject([
    {
      objects: [
        { kind: "Deployment", name: "db" },
        { kind: "DestinationRule", name: "db" },
        { kind: "Service", name: "db" },
      ],
      params: { pods: 2, without: 1 },
    },
  ]);
});
