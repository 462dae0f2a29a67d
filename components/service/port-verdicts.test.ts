import { expect, test } from "vitest";
import {
  aDetail,
  aPortVerdict,
  aVerdict,
} from "@/components/testing/a-snapshot";
import type { DetailPort } from "@/lib/api/service-detail-contract";
import { portVerdicts } from "./port-verdicts";

const aPort = (
  servicePort: number,
  verdict: DetailPort["verdict"],
): DetailPort => ({
  servicePort,
  name: "",
  targetPorts: [8080],
  mode: "PERMISSIVE",
  verdict,
});

function shown(...states: ("LOCKED" | "READY" | "BLOCKED")[]) {
  const ports = states.map((state, at) => aPort(80 + at, aPortVerdict(state)));
  const policy = { decidedBy: [], shadowed: [], ports };
  const verdict = {
    ...aVerdict("READY"),
    reasons: aPortVerdict("READY").reasons,
  };
  return portVerdicts(aDetail({ policy, verdict })).map(
    ({ servicePort }) => servicePort,
  );
}

test("all ports are shown as soon as one of them is judged otherwise than the service", () => {
  expect(shown("READY", "LOCKED")).toEqual([80, 81]);
  expect(shown("READY", "BLOCKED", "READY")).toEqual([80, 81, 82]);
});

test("ports that only repeat the service's verdict are not shown, nor is a single one", () => {
  expect(shown("READY", "READY")).toEqual([]);
  expect(shown("LOCKED")).toEqual([]);
  expect(shown()).toEqual([]);
});
