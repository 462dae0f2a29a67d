import { expect, test } from "vitest";
import { anEdge, aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import { indexTraffic } from "./traffic-index";

const WEB = [{ namespace: "foo", name: "web" }];
const waypoint = (workload: string) => workload === "foo/waypoint";

function callersIn(...edges: ReturnType<typeof anEdge>[]): unknown[] {
  return indexTraffic(aTelemetry(edges, []), () => new Set(), waypoint)
    .edgesTo(WEB)
    .map(({ source }) => source.workload);
}

const heard = anEdge("bar/sleep", "foo/web", { reporter: "waypoint" });

test("the leg from a waypoint that is heard itself is not counted twice", () => {
  expect(callersIn(heard, anEdge("foo/waypoint", "foo/web"))).toEqual([
    "sleep",
  ]);
});

test("it stays where nobody heard the waypoint", () => {
  expect(callersIn(anEdge("foo/waypoint", "foo/web"))).toEqual(["waypoint"]);
});

test("it stays where it was not mutual TLS", () => {
  const plain = anEdge("foo/waypoint", "foo/web", { security: "plaintext" });
  expect(callersIn(heard, plain)).toEqual(["sleep", "waypoint"]);
});

test("calls past the waypoint stay", () => {
  expect(callersIn(heard, anEdge("bar/batch", "foo/web"))).toEqual([
    "sleep",
    "batch",
  ]);
});
