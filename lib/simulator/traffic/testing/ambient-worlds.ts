/** Random small meshes, made twice: as the law's inventory, and as objects for the simulator. */
import * as fc from "fast-check";
import type { ClientTlsMode, PolicyMode } from "@/lib/mesh/mode";
import type { Inventory, Pod } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { SimulatedClock } from "@/lib/simulator/clock";
import { readMesh } from "@/lib/simulator/mesh/read";
import type { MeshView } from "@/lib/simulator/mesh/view";
import { ObjectStore, type SeedObject } from "@/lib/simulator/store";

type Shape = "ztunnel" | "sidecar" | "sidecar-with-tunnel" | "bare";

interface Policy {
  readonly namespace: "istio-system" | "shop";
  readonly name: string;
  readonly selector: Record<string, string> | null;
  readonly mode: PolicyMode;
  readonly ports: Readonly<Record<string, PolicyMode>>;
  readonly day: number;
}

export interface AmbientWorld {
  readonly policies: readonly Policy[];
  readonly server: Shape;
  readonly client: Shape;
  readonly rule: ClientTlsMode | null;
  readonly sendsHbone: boolean;
}

const mode = fc.constantFrom<PolicyMode>(
  "UNSET",
  "DISABLE",
  "PERMISSIVE",
  "STRICT",
);
const shape = fc.constantFrom<Shape>(
  "ztunnel",
  "sidecar",
  "sidecar-with-tunnel",
  "bare",
);
const policy: fc.Arbitrary<Policy> = fc.record({
  namespace: fc.constantFrom("istio-system" as const, "shop" as const),
  name: fc.constantFrom("a", "b", "c"),
  selector: fc.constantFrom(null, null, {}, { app: "cart" }, { app: "cart" }),
  mode,
  ports: fc.dictionary(fc.constantFrom("8080", "9102"), mode),
  day: fc.integer({ min: 1, max: 3 }),
});
/** Policies, one server, one client and what they are told; few names, so that things collide often. */
export const ambientWorlds: fc.Arbitrary<AmbientWorld> = fc.record({
  policies: fc.uniqueArray(policy, {
    selector: ({ namespace, name }) => `${namespace}/${name}`,
    maxLength: 5,
  }),
  server: shape,
  client: shape,
  rule: fc.constantFrom<(ClientTlsMode | null)[]>(
    null,
    null,
    "DISABLE",
    "SIMPLE",
    "ISTIO_MUTUAL",
  ),
  sendsHbone: fc.boolean(),
});

const startMs = Date.UTC(2026, 0, 15, 9);

function createdAt({ day }: Policy): string {
  return `2026-01-0${day}T00:00:00Z`;
}

function labelsOf(shapeOf: Shape, app: string): Record<string, string> {
  return {
    app,
    ...(shapeOf.startsWith("sidecar")
      ? { "security.istio.io/tlsMode": "istio" }
      : {}),
    ...(shapeOf === "sidecar-with-tunnel"
      ? { "networking.istio.io/tunnel": "http" }
      : {}),
  };
}

function annotationsOf(shapeOf: Shape): Record<string, string> {
  return shapeOf === "ztunnel"
    ? { "ambient.istio.io/redirection": "enabled" }
    : {};
}

function containersOf(shapeOf: Shape, app: string): string[] {
  return shapeOf.startsWith("sidecar") ? [app, "istio-proxy"] : [app];
}

/** Cart in shop and page in web, as the law reads them. */
export function inventoryOf({
  policies,
  server,
  client,
  rule,
}: AmbientWorld): Inventory {
  const pod = (path: string, shapeOf: Shape, app: string): Pod =>
    aPod(path, {
      labels: labelsOf(shapeOf, app),
      annotations: annotationsOf(shapeOf),
      longRunningContainers: containersOf(shapeOf, app),
    });
  return anInventory({
    pods: [
      pod("shop/cart-1", server, "cart"),
      pod("web/page-1", client, "page"),
    ],
    services: [
      aService("shop/cart", {
        ports: [
          {
            name: "http",
            port: 80,
            targetPort: 8080,
            protocol: "TCP",
            appProtocol: "http",
          },
        ],
      }),
    ],
    peerAuthentications: policies.map((it) =>
      aPolicy(`${it.namespace}/${it.name}`, {
        selector: it.selector,
        mode: it.mode,
        portLevelMtls: it.ports,
        createdAt: createdAt(it),
      }),
    ),
    destinationRules:
      rule === null
        ? []
        : [
            aRule("shop/cart", {
              host: "cart.shop.svc.cluster.local",
              trafficPolicy: {
                tls: rule,
                portLevelSettings: [],
                passthrough: false,
              },
            }),
          ],
  });
}

/** As the simulator reads them, from the same things as objects. */
export function simulatedMesh(world: AmbientWorld): MeshView {
  const store = new ObjectStore(new SimulatedClock(startMs));
  const pod = (
    namespace: string,
    name: string,
    shapeOf: Shape,
    env: Record<string, string> = {},
  ): SeedObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      namespace,
      name: `${name}-1`,
      labels: labelsOf(shapeOf, name),
      annotations: annotationsOf(shapeOf),
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "StatefulSet", name, uid: name },
      ],
    },
    spec: {
      containers: containersOf(shapeOf, name).map((container) => ({
        name: container,
        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
      })),
    },
    status: { phase: "Running" },
  });
  const hbone = {
    PILOT_ENABLE_AMBIENT: "true",
    PILOT_ENABLE_SENDING_HBONE: String(world.sendsHbone),
  };
  const objects: SeedObject[] = [
    pod("istio-system", "istiod", "bare", hbone),
    pod("shop", "cart", world.server),
    pod("web", "page", world.client),
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { namespace: "shop", name: "cart" },
      spec: {
        selector: { app: "cart" },
        ports: [{ name: "http", port: 80, targetPort: 8080 }],
      },
    },
    ...world.policies.map((it) => ({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: {
        namespace: it.namespace,
        name: it.name,
        creationTimestamp: createdAt(it),
      },
      spec: {
        ...(it.selector === null
          ? {}
          : { selector: { matchLabels: it.selector } }),
        mtls: { mode: it.mode },
        portLevelMtls: Object.fromEntries(
          Object.entries(it.ports).map(([port, own]) => [port, { mode: own }]),
        ),
      },
    })),
  ];
  if (world.rule !== null) {
    objects.push({
      apiVersion: "networking.istio.io/v1",
      kind: "DestinationRule",
      metadata: { namespace: "shop", name: "cart" },
      spec: {
        host: "cart.shop.svc.cluster.local",
        trafficPolicy: { tls: { mode: world.rule } },
      },
    });
  }
  for (const object of objects) {
    store.seed(object);
  }
  return readMesh(store);
}
