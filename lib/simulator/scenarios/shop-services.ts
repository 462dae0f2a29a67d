/** The services of the shop: who runs what on which port. */

interface ShopPort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly container: number;
}

export interface ShopService {
  readonly namespace: string;
  readonly name: string;
  readonly protocol: "http" | "grpc" | "tcp";
  readonly ports: readonly ShopPort[];
  readonly replicas: number;
  readonly version: string;
  readonly kind: "Deployment" | "StatefulSet";
  readonly headless: boolean;
  /** false = its pods have no sidecar although the namespace asks for it. */
  readonly injected: boolean | undefined;
  /** A metrics port that a Prometheus without sidecar scrapes straight from the pod. */
  readonly metricsPort: number | null;
  /** Open on every node; null = a ClusterIP. */
  readonly nodePort: number | null;
  /** The kubelet's probe is not redirected to the proxy's agent. */
  readonly ownProbe: boolean;
}

type Extras = Partial<
  Pick<
    ShopService,
    | "replicas"
    | "version"
    | "kind"
    | "headless"
    | "injected"
    | "metricsPort"
    | "nodePort"
    | "ownProbe"
  >
>;

function service(
  namespace: string,
  name: string,
  protocol: ShopService["protocol"],
  ports: readonly ShopPort[],
  extras: Extras = {},
): ShopService {
  return {
    namespace,
    name,
    protocol,
    ports,
    replicas: 2,
    version: "v1",
    kind: "Deployment",
    headless: false,
    injected: undefined,
    metricsPort: null,
    nodePort: null,
    ownProbe: false,
    ...extras,
  };
}

function http(namespace: string, name: string, extras?: Extras): ShopService {
  const port = {
    name: "http",
    port: 80,
    targetPort: "http",
    container: 8080,
  };
  return service(namespace, name, "http", [port], extras);
}

function grpc(namespace: string, name: string, extras?: Extras): ShopService {
  const port = {
    name: "grpc",
    port: 9090,
    targetPort: 9090,
    container: 9090,
  };
  return service(namespace, name, "grpc", [port], extras);
}

function tcp(
  namespace: string,
  name: string,
  port: number,
  extras?: Extras,
): ShopService {
  const only = { name: "tcp", port, targetPort: port, container: port };
  return service(namespace, name, "tcp", [only], extras);
}

export const SHOP_SERVICES: readonly ShopService[] = [
  http("web", "storefront", { replicas: 3, version: "v12" }),
  http("web", "account-pages"),
  http("web", "checkout-pages"),
  http("web", "mobile-api", { replicas: 3, version: "v4" }),
  http("web", "image-proxy"),
  http("web", "sessions", { replicas: 1 }),

  http("catalog", "products", { replicas: 3, metricsPort: 9102 }),
  http("catalog", "prices", { version: "v3" }),
  grpc("catalog", "stock"),
  http("catalog", "reviews", { replicas: 1 }),
  http("catalog", "media"),
  http("catalog", "price-import", { replicas: 1, injected: false }),

  http("search", "search-api", { replicas: 3, version: "v7" }),
  grpc("search", "ranking"),
  grpc("search", "suggest"),
  http("search", "indexer", { replicas: 1, metricsPort: 9102 }),

  http("checkout", "cart", { replicas: 3, version: "v5" }),
  http("checkout", "orders", { replicas: 2, metricsPort: 9102 }),
  grpc("checkout", "pricing"),
  grpc("checkout", "promotions", { replicas: 1 }),
  http("checkout", "tax"),

  http("payments", "payments-api", { replicas: 3, version: "v9" }),
  grpc("payments", "fraud-check"),
  http("payments", "card-vault", { metricsPort: 9102 }),
  http("payments", "psp-adapter"),
  http("payments", "refunds", { replicas: 1 }),

  grpc("ledger", "ledger-api", { version: "v2" }),
  grpc("ledger", "postings"),
  http("ledger", "statements", { replicas: 1 }),
  http("ledger", "exchange-rates", { replicas: 1 }),

  http("accounts", "accounts-api", { replicas: 2, metricsPort: 9102 }),
  http("accounts", "login", { replicas: 3 }),
  http("accounts", "profiles"),
  grpc("accounts", "consents", { replicas: 1 }),
  http("accounts", "partner-api", { replicas: 1 }),

  http("shipping", "shipments"),
  http("shipping", "labels", { replicas: 1, ownProbe: true }),
  http("shipping", "tracking", { nodePort: 30_180 }),
  grpc("shipping", "routing", { replicas: 1 }),

  http("messaging", "mail"),
  http("messaging", "push", { replicas: 1 }),
  http("messaging", "sms", { replicas: 1 }),
  grpc("messaging", "templates", { replicas: 1 }),

  tcp("data", "postgres", 5432, {
    kind: "StatefulSet",
    headless: true,
    replicas: 3,
  }),
  tcp("data", "redis", 6379, { kind: "StatefulSet", replicas: 2 }),
  tcp("data", "kafka", 9092, {
    kind: "StatefulSet",
    headless: true,
    replicas: 3,
  }),
  tcp("data", "pgbouncer", 6432),
  http("data", "schema-registry", { replicas: 1 }),

  http("analytics", "events"),
  http("analytics", "reports", { replicas: 1 }),
  tcp("analytics", "clickhouse", 9000, { kind: "StatefulSet", replicas: 2 }),

  http("erp", "erp-gateway", { replicas: 1 }),
  http("erp", "invoicing", { replicas: 1 }),
  http("erp", "warehouse", { replicas: 1 }),
  tcp("erp", "erp-db", 1521, { kind: "StatefulSet", replicas: 1 }),

  http("monitoring", "prometheus", { kind: "StatefulSet", replicas: 1 }),
  http("monitoring", "grafana", { replicas: 1 }),
  http("monitoring", "alertmanager", { kind: "StatefulSet", replicas: 1 }),
];
