import { describe, expect, it } from "vitest";
import type { FindingDto } from "@/lib/api/finding-schema";
import { groupFindings, matching, sayFindings } from "./finding-groups";

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
      groupFindings(said, true).map(({ severity, codes }) => [
        severity,
        codes.map(({ code, total }) => [code, total]),
      ]),
    ).toEqual([
      ["warning", [["policy-shadowed", 2]]],
      ["info", [["rule-host-not-found", 1]]],
    ]);
  });

  it("leave out a severity nobody has", () => {
    expect(groupFindings([], true)).toEqual([]);
  });

  it("stand together where one object mends them all, and count those that were not sent", () => {
    const host = (name: string): FindingDto => ({
      ...missing,
      alike: 300,
      params: { host: name },
    });
    const items = sayFindings([host("a"), host("b"), shadowed("a")], "en");
    const objects = (whole: boolean) =>
      groupFindings(items, whole).flatMap(({ codes }) =>
        codes.flatMap((code) =>
          code.objects.map(({ others, total }) => [others.length, total]),
        ),
      );
    expect(objects(true)).toEqual([
      [0, 1],
      [1, 300],
    ]);
    // A text was searched for: only what was sent could be searched.
    expect(objects(false)).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });
});

describe("the text filter", () => {
  it.each([
    ["", 3],
    ["policy-shadowed", 2],
    ["shop/b", 1],
    ["GONE.shop", 1],
    ["destinationrule old", 1],
    ["destinationrule shop/a", 0],
  ])("leaves for %j %i findings", (text, left) => {
    expect(matching(said, text)).toHaveLength(left);
  });
});
