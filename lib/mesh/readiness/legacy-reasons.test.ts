import { expect, test } from "vitest";
import { aLegacyPolicy, aPolicy } from "@/lib/mesh/testing/inventory-builders";
import { rowOf } from "@/lib/mesh/testing/ready-service";

test("E19: a legacy Policy that decides today has to be translated first", () => {
  const legacy = (targets: string[]) =>
    rowOf({
      mesh: {
        meshConfig: { ...aMeshConfig, enforcesLegacyPolicies: true },
        legacyPolicies: [
          aLegacyPolicy("foo/old", {
            targets: targets.map((name) => ({ name, ports: [] })),
            mtls: { mode: "PERMISSIVE", allowTls: false },
          }),
        ],
        // Where one applies, the old API is not asked.
        peerAuthentications:
          targets[0] === "httpbin"
            ? []
            : [aPolicy("foo/new", { mode: "PERMISSIVE" })],
      },
    }).verdict;
  expect(legacy(["httpbin"])).toMatchObject({ state: "BLOCKED" });
  expect(legacy(["httpbin"]).reasons[0]).toMatchObject({
    code: "legacy-policy-decides",
    objects: [{ kind: "Policy", name: "old" }],
  });
  expect(legacy(["other"]).state).toBe("READY");
});

const aMeshConfig = {
  rootNamespace: "istio-system",
  enableAutoMtls: true,
  trustDomain: "cluster.local",
  clusterDomain: "cluster.local",
  defaultDestinationRuleExportTo: [],
};
