import { describe, expect, it } from "vitest";
import type { FindingDto } from "@/lib/api/finding-schema";
import { groupFindings, sayFindings } from "./finding-groups";

const ref = (kind: string, name: string) => ({ kind, namespace: "shop", name });
const counts = { objectCount: 1, serviceCount: 0, services: [], alike: 1 };

const shadowed = (name: string): FindingDto => ({
  code: "policy-shadowed",
  severity: "warning",
  objects: [ref("PeerAuthentication", name)],
  params: {},
  ...counts,
});
const missing: FindingDto = {
  code: "rule-host-not-found",
  severity: "info",
  objects: [ref("DestinationRule", "old")],
  params: { host: "gone.shop.svc.cluster.local" },
  ...counts,
};
const said = sayFindings([missing, shadowed("a"), shadowed("b")], "en");

describe("groups of findings", () => {
  it("stand in the order of severity, whatever the answer's order", () => {
    expect(
      groupFindings(said).map(({ severity, codes }) => [
        severity,
        codes.map(({ code, total }) => [code, total]),
      ]),
    ).toEqual([
      ["warning", [["policy-shadowed", 2]]],
      ["info", [["rule-host-not-found", 1]]],
    ]);
  });

  it("leave out a severity nobody has", () => {
    expect(groupFindings([])).toEqual([]);
  });

  it("stand together where one object mends them all, and count those that were not sent", () => {
    const host = (name: string): FindingDto => ({
      ...missing,
      alike: 300,
      params: { host: name },
    });
    const items = sayFindings([host("a"), host("b"), shadowed("a")], "en");
    const objects = groupFindings(items).flatMap(({ codes }) =>
      codes.flatMap((code) =>
        code.objects.map(({ others, total }) => [others.length, total]),
      ),
    );
    expect(objects).toEqual([
      [0, 1],
      [1, 300],
    ]);
  });
});
