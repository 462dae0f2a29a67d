/** Random small meshes of Istio 1.4 and 1.5: few services, whose pods, ports and policies overlap often. */
import * as fc from "fast-check";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type LegacyPolicy,
  type Pod,
  type Service,
} from "@/lib/mesh/objects";
import {
  aMeta,
  anInventory,
  aPod,
  aService,
  withoutProxy,
} from "./inventory-builders";
import { policies } from "./random-mesh";

const namespace = fc.constantFrom("shop", "bank");
const app = fc.constantFrom("cart", "till");
const createdAt = fc.constantFrom(
  "2026-01-01T00:00:00Z",
  "2026-01-02T00:00:00Z",
  "2026-01-03T00:00:00Z",
);

const targets = fc.array(
  fc.record({
    name: fc.constantFrom("cart", "till", "alias"),
    ports: fc.uniqueArray(
      fc.constantFrom<number | string>(8000, 9000, "http", "admin"),
      { maxLength: 2 },
    ),
  }),
  { maxLength: 2 },
);

const said = fc.record({
  createdAt,
  mtls: fc.constantFrom(
    null,
    { mode: "STRICT" as const, allowTls: false },
    { mode: "STRICT" as const, allowTls: true },
    { mode: "PERMISSIVE" as const, allowTls: false },
  ),
  peerIsOptional: fc.boolean(),
  checksOrigins: fc.constantFrom(false, false, true),
});

const legacyPolicies: fc.Arbitrary<LegacyPolicy[]> = fc.uniqueArray(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .record({
          namespace,
          name: fc.constantFrom("a", "b", "c", "d"),
          targets,
          said,
        })
        .map(
          (parts): LegacyPolicy => ({
            ...aMeta(`${parts.namespace}/${parts.name}`),
            kind: "Policy",
            targets: parts.targets,
            ...parts.said,
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ name: fc.constantFrom("default", "other"), said })
        .map(
          (parts): LegacyPolicy => ({
            ...aMeta(`/${parts.name}`),
            kind: "MeshPolicy",
            targets: [],
            ...parts.said,
          }),
        ),
    },
  ),
  {
    selector: (policy) => `${policy.kind}/${policy.namespace}/${policy.name}`,
    maxLength: 7,
  },
);

const pods: fc.Arbitrary<Pod[]> = fc
  .array(
    fc.record({
      namespace,
      app,
      hasProxy: fc.constantFrom(true, true, true, false),
      http: fc.constantFrom(8080, 8081),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map((parts, order) => {
      const pod = aPod(`${parts.namespace}/${parts.app}-${order}`, {
        labels: { app: parts.app, "security.istio.io/tlsMode": "istio" },
        containerPorts: [{ name: "web", port: parts.http }],
      });
      return parts.hasProxy ? pod : withoutProxy(pod);
    }),
  );

const services: fc.Arbitrary<Service[]> = fc.uniqueArray(
  fc
    .record({
      namespace,
      name: fc.constantFrom("cart", "till", "alias"),
      app,
      createdAt,
      /** null = a service that declares no port, as headless ones may. */
      first: fc.constantFrom(8080, "web", "web", null),
      second: fc.option(fc.constantFrom(8080, 9090)),
    })
    .map((parts) =>
      aService(`${parts.namespace}/${parts.name}`, {
        createdAt: parts.createdAt,
        selector: { app: parts.app },
        ports: portsOf(parts).map((port) => ({
          ...port,
          protocol: "TCP",
          appProtocol: "http",
        })),
      }),
    ),
  {
    selector: (service) => `${service.namespace}/${service.name}`,
    maxLength: 4,
  },
);

function portsOf(targets: {
  first: number | string | null;
  second: number | null;
}) {
  if (targets.first === null) return [];
  const http = { name: "http", port: 8000, targetPort: targets.first };
  return targets.second === null
    ? [http]
    : [http, { name: "admin", port: 9000, targetPort: targets.second }];
}

/** Istio 1.4: there is no PeerAuthentication. */
export const istio14: fc.Arbitrary<Inventory> = fc
  .record({ services, pods, legacyPolicies, enableAutoMtls: fc.boolean() })
  .map(({ enableAutoMtls, ...parts }) =>
    anInventory({
      ...parts,
      meshConfig: {
        ...DEFAULT_MESH_CONFIG,
        enableAutoMtls,
        enforcesLegacyPolicies: true,
        lacksPeerAuthentication: true,
      },
    }),
  );

/** Istio 1.5: both APIs. */
export const istio15: fc.Arbitrary<Inventory> = fc
  .record({
    services,
    pods,
    legacyPolicies,
    peerAuthentications: fc.oneof(fc.constant([]), policies),
    enableAutoMtls: fc.boolean(),
  })
  .map(({ enableAutoMtls, ...parts }) =>
    anInventory({
      ...parts,
      meshConfig: {
        ...DEFAULT_MESH_CONFIG,
        enableAutoMtls,
        enforcesLegacyPolicies: true,
      },
    }),
  );
