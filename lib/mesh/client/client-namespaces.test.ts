import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { anInventory, aPod } from "@/lib/mesh/testing/inventory-builders";
import { sidecarNamespaces } from "./client-namespaces";

test("a pod that has finished calls nobody; one that is to start will", () => {
  const pods = [
    aPod("jobs/done-1", { phase: "Succeeded" }),
    aPod("jobs/lost-1", { phase: "Failed" }),
    aPod("web/page-1"),
    aPod("soon/page-1", { phase: "Pending" }),
  ];
  expect([...sidecarNamespaces(indexMesh(anInventory({ pods })))]).toEqual([
    "soon",
    "web",
  ]);
});
