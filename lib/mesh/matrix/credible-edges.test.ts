import { expect, test } from "vitest";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anEdge,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";

function rowOf(edge: Partial<TrafficEdge>, mesh: Partial<Inventory> = {}) {
  return onlyRow(
    { ...httpbin, ...mesh },
    aTelemetry([anEdge("bar/sleep", "foo/httpbin", edge)], ["foo/httpbin-1"]),
  );
}

test("mutual TLS that a pod of another namespace claims is no evidence", () => {
  const { verdict, requests } = rowOf({ scrapedIn: ["evil"] });
  expect(verdict).toMatchObject({
    state: "UNKNOWN",
    reasons: [{ code: "no-traffic" }],
  });
  expect(requests.mutualTls).toBe(0);
});

test("nor where the pod adds the right namespace under another name", () => {
  expect(rowOf({ scrapedIn: ["evil", "foo"] }).verdict.state).toBe("UNKNOWN");
});

test.each([
  ["a pod of its own namespace", ["foo"]],
  ["ztunnel", ["istio-system"]],
  ["somebody whom the scrape does not name", []],
])("what %s says of it counts", (_, scrapedIn) => {
  expect(rowOf({ scrapedIn }).verdict.state).toBe("READY");
});

test("a waypoint of another namespace counts where the called one says it uses it", () => {
  const edge = { reporter: "waypoint", scrapedIn: ["edge"] } as const;
  const labels = { "istio.io/use-waypoint-namespace": "edge" };
  const namespaces = [{ name: "foo", labels, annotations: {} }];
  const services = [aService("foo/httpbin", { labels })];
  expect(rowOf(edge).verdict.state).toBe("UNKNOWN");
  expect(rowOf(edge, { namespaces }).verdict.state).toBe("READY");
  expect(rowOf(edge, { services }).verdict.state).toBe("READY");
  expect(
    rowOf({ ...edge, reporter: "destination" }, { services }).verdict.state,
  ).toBe("UNKNOWN");
});

test("a namespace cannot make itself the waypoints of another", () => {
  const labels = { "istio.io/use-waypoint-namespace": "evil" };
  const pods = [...httpbin.pods, aPod("evil/waypoint-1", { labels })];
  const edge = { reporter: "waypoint", scrapedIn: ["evil"] } as const;
  expect(rowOf(edge, { pods }).verdict.state).toBe("UNKNOWN");
});

test("plaintext is believed whoever says it", () => {
  const edge = { security: "plaintext", scrapedIn: ["elsewhere"] } as const;
  expect(rowOf(edge).verdict.state).toBe("BLOCKED");
});
