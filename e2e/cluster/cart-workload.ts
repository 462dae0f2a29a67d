/** The objects between a Deployment and its pod, as a controller would write them. */
const OWNER = { controller: true, blockOwnerDeletion: false };

/** Without pods of its own. */
export function replicaSetOf(name: string) {
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name,
      ownerReferences: [
        {
          ...OWNER,
          apiVersion: "apps/v1",
          kind: "Deployment",
          name: "cart",
          uid: "00000000-0000-4000-8000-000000000001",
        },
      ],
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: "nothing" } },
      template: {
        metadata: { labels: { app: "nothing" } },
        spec: { containers: [{ name: "web", image: "example.invalid/web" }] },
      },
    },
  };
}

/** Of the ReplicaSet of that uid; never scheduled, because the tests are about what is read. */
export function podOf(name: string, replicaSetUid: string) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      labels: { app: "cart" },
      ownerReferences: [
        {
          ...OWNER,
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: "cart-7d4b9c6f5",
          uid: replicaSetUid,
        },
      ],
    },
    spec: {
      serviceAccountName: "cart",
      automountServiceAccountToken: false,
      nodeSelector: { "lockstep.test/none": "true" },
      containers: [
        {
          name: "web",
          image: "example.invalid/web",
          ports: [{ name: "web", containerPort: 8080 }],
        },
      ],
    },
  };
}
