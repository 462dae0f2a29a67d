import { expect, test } from "vitest";
import type { AttributedCallerDto } from "@/lib/api/attribution-contract";
import { strangersFirst } from "./strangers-first";

function caller(who: AttributedCallerDto["who"]): AttributedCallerDto {
  return {
    who,
    pods: [],
    morePods: 0,
    addresses: [],
    moreAddresses: 0,
    ports: [],
    morePorts: 0,
    accepted: 1,
    refused: 0,
    lastAt: null,
    cause: "not-explained",
    object: null,
    remedy: { code: "look-at-caller", commands: [] },
  };
}

const workload = (name: string) =>
  caller({
    kind: "workload",
    workload: { kind: "Deployment", namespace: "web", name },
  });

test("whom telemetry could not name stands before whom it names, else the order stays", () => {
  const named = [
    {
      namespace: "web",
      workload: "loud",
      requests: 9,
      connections: 0,
      lastAt: null,
    },
  ];
  const node = caller({ kind: "node", node: "n1", apiServer: false });
  const callers = [workload("loud"), workload("quiet"), node];
  expect(strangersFirst(callers, named)).toEqual([
    callers[1],
    node,
    callers[0],
  ]);
});
