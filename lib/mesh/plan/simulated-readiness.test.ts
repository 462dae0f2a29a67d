import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  aLegacyPolicy,
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, readable } from "@/lib/mesh/testing/only-row";
import { planEnforcement } from "./enforcement-plan";

/** What is said of the service today, and what the plan of its lock says. */
function saidOf(mesh: Partial<Inventory>) {
  const index = indexMesh(anInventory({ ...httpbin, ...mesh }));
  const matrix = buildMatrix(
    resolveMesh(index),
    aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    readable,
  );
  const row = matrix.rows.find(({ service }) => service.name === "httpbin");
  if (row === undefined) throw new Error("no row");
  const plan = planEnforcement("lock", index, matrix, row);
  if (plan === null) throw new Error("no plan");
  return {
    today: row.verdict.reasons.map(({ code }) => code),
    planned: plan.objections.map(({ code }) => code),
    plan,
  };
}

describe("a plan is judged on the mesh as it would be", () => {
  test("a legacy policy that a new one replaces is in the way today, and not then", () => {
    const { today, planned } = saidOf({
      meshConfig: {
        ...anInventory().meshConfig,
        enforcesLegacyPolicies: true,
      },
      legacyPolicies: [
        aLegacyPolicy("foo/old", {
          targets: [{ name: "httpbin", ports: [] }],
          mtls: { mode: "PERMISSIVE", allowTls: false },
        }),
      ],
    });
    expect(today).toContain("legacy-policy-decides");
    expect(planned).not.toContain("legacy-policy-decides");
  });

  test("a parent's DISABLE outlives the lock of a workload (E05)", () => {
    const { planned, plan } = saidOf({
      peerAuthentications: [aPolicy("foo/default", { mode: "DISABLE" })],
    });
    expect(planned).toContain("parent-mode-disable");
    expect(plan.needsConfirmation).toBe(true);
  });

  test("a port that stays open by an entry of its own appears with the lock (E18)", () => {
    const { today, planned } = saidOf({
      peerAuthentications: [
        aPolicy("foo/own", {
          selector: { app: "httpbin" },
          mode: "PERMISSIVE",
          portLevelMtls: { "9100": "PERMISSIVE" },
        }),
      ],
    });
    expect(today).not.toContain("exceptions-remain");
    expect(planned).toContain("exceptions-remain");
  });

  test("services on the same pods are named in both (E21)", () => {
    const other = aService("foo/admin", { selector: { app: "httpbin" } });
    const { today, planned } = saidOf({
      services: [...httpbin.services, other],
    });
    expect(today).toContain("shared-pods");
    expect(planned).toContain("shared-pods");
  });

  test("warnings alone ask for no typed confirmation, and are told", () => {
    const { today, planned, plan } = saidOf({
      services: [aService("foo/httpbin", { type: "NodePort" })],
      pods: [aPod("foo/httpbin-1")],
    });
    expect(today[0]).toBe("reached-from-outside");
    expect(planned).toContain("reached-from-outside");
    expect(plan.needsConfirmation).toBe(false);
  });
});
