import type { Cluster } from "./build/cluster";

/** What years of good intentions have left behind: half of it works, some of it does nothing. */
export function addShopPolicies(cluster: Cluster): void {
  cluster.addPeerAuthentication({
    namespace: "payments",
    name: "default",
    mode: "STRICT",
    ageDays: 33,
  });
  cluster.addPeerAuthentication({
    namespace: "payments",
    name: "card-vault-metrics",
    selector: { app: "card-vault" },
    mode: "STRICT",
    ports: { "9102": "PERMISSIVE" },
    ageDays: 32,
  });
  cluster.addPeerAuthentication({
    namespace: "ledger",
    name: "default",
    mode: "STRICT",
    ageDays: 30,
  });
  // Two for one namespace: the older wins, so "enforce-mtls" has never done anything.
  cluster.addPeerAuthentication({
    namespace: "accounts",
    name: "default",
    mode: "PERMISSIVE",
    ageDays: 38,
  });
  cluster.addPeerAuthentication({
    namespace: "accounts",
    name: "enforce-mtls",
    mode: "STRICT",
    ageDays: 12,
    labels: { "argocd.argoproj.io/instance": "accounts" },
    manager: "argocd-controller",
  });
  cluster.addPeerAuthentication({
    namespace: "checkout",
    name: "promotions",
    selector: { app: "promotions" },
    mode: "STRICT",
    ageDays: 9,
  });
  cluster.addPeerAuthentication({
    namespace: "search",
    name: "indexer",
    selector: { app: "indexer" },
    mode: "STRICT",
    ports: { "9102": "PERMISSIVE" },
    ageDays: 15,
  });
  // A selector in the root namespace is ignored.
  cluster.addPeerAuthentication({
    namespace: "istio-system",
    name: "search-api-strict",
    selector: { app: "search-api" },
    mode: "STRICT",
    ageDays: 21,
  });
  cluster.addPeerAuthentication({
    namespace: "shipping",
    name: "default",
    ageDays: 25,
  });
  cluster.addDestinationRule({
    namespace: "web",
    name: "search-without-mtls",
    host: "*.search.svc.cluster.local",
    tls: "DISABLE",
    ageDays: 27,
    annotations: {
      "shop.example.com/reason":
        "temporary, while the search sidecars are upgraded",
    },
  });
  cluster.addDestinationRule({
    namespace: "ledger",
    name: "ledger-api",
    host: "ledger-api",
    tls: "ISTIO_MUTUAL",
    ageDays: 30,
  });
  cluster.addObject(
    "security.istio.io/v1",
    "AuthorizationPolicy",
    "ledger",
    "only-payments",
    {
      spec: {
        selector: { matchLabels: { app: "ledger-api" } },
        action: "ALLOW",
        rules: [{ from: [{ source: { namespaces: ["payments", "ledger"] } }] }],
      },
    },
    29,
  );
}
