import { expect, it } from "vitest";
import { aPortExplanation } from "@/components/testing/a-port-explanation";
import { portLabels } from "./port-label";

const http = aPortExplanation();
const admin = aPortExplanation({
  servicePort: { name: "", port: 9000, appProtocol: "" },
  targetPort: 9000,
});
const canary = aPortExplanation({
  workload: { kind: "Deployment", namespace: "shop", name: "cart-canary" },
});

it("tells ports apart by number and name alone where one workload serves them", () => {
  const labels = portLabels([http, admin], "en");
  expect(labels.map(({ port, note }) => [port, note])).toEqual([
    ["80 → 8080 http", ""],
    ["9000", ""],
  ]);
});

it("names workloads where there are several", () => {
  const labels = portLabels([http, canary], "en");
  expect(labels.map(({ note }) => note)).toEqual(["cart", "cart-canary"]);
});

it("counts pods where those of one workload are decided differently", () => {
  const lone = aPortExplanation({
    pods: { count: 1, example: http.pods.example },
    mode: null,
  });
  const labels = portLabels([http, lone], "en");
  expect(labels.map(({ note }) => note)).toEqual(["2 pods", "1 pod"]);
});

it("gives every port a key of its own that does not depend on the others", () => {
  const keys = portLabels([http, http, admin, canary], "en").map(
    ({ key }) => key,
  );
  expect(new Set(keys).size).toBe(4);
  expect(portLabels([admin], "en")[0]?.key).toBe(keys[2]);
});
