import { describe, expect, test } from "vitest";
import {
  hostSubsetOf,
  hostsOverlap,
  mostSpecificHost,
  resolveHost,
} from "./host";

describe("the host a rule means (semantics B1)", () => {
  const cases: readonly [string, string, string][] = [
    [
      "a short name takes the rule's own namespace",
      "cart",
      "cart.shop.svc.cluster.local",
    ],
    [
      "anything with a dot is literal, so this means no service",
      "cart.shop",
      "cart.shop",
    ],
    [
      "a full name stays",
      "cart.bank.svc.cluster.local",
      "cart.bank.svc.cluster.local",
    ],
    ["everything stays everything", "*", "*"],
    ["an IPv4 address stays", "192.0.2.1", "192.0.2.1"],
    ["an IPv6 address stays", "2001:db8::1", "2001:db8::1"],
    [
      "a word that only looks like one does not",
      "beef",
      "beef.shop.svc.cluster.local",
    ],
  ];
  test.each(cases)("%s", (_name, host, meant) => {
    expect(resolveHost(host, "shop", "cluster.local")).toBe(meant);
  });

  test("parts that are missing are left out", () => {
    expect(resolveHost("cart", "", "")).toBe("cart");
    expect(resolveHost("cart", "shop", "")).toBe("cart.shop");
  });
});

describe("which host wins", () => {
  const cases: readonly [string, string, readonly string[], string | null][] = [
    [
      "an exact host beats every wildcard",
      "a.b.c",
      ["*.b.c", "a.b.c", "*"],
      "a.b.c",
    ],
    ["then the longest wildcard", "a.b.c", ["*", "*.c", "*.b.c"], "*.b.c"],
    ["a wildcard covers any number of labels", "x.y.b.c", ["*.c"], "*.c"],
    [
      "a star without dot covers half a label",
      "barfoo.com",
      ["*foo.com"],
      "*foo.com",
    ],
    [
      "a star and a dot do not cover the bare domain",
      "foo.com",
      ["*.foo.com"],
      null,
    ],
    ["case matters", "A.b.c", ["a.b.c"], null],
    ["a wildcard host finds itself", "*.b.c", ["*.c", "*.b.c"], "*.b.c"],
    ["a wildcard host finds a broader one", "*.b.c", ["*.c"], "*.c"],
    ["and no exact host", "*.b.c", ["a.b.c"], null],
    ["nothing wins among nothing", "a.b.c", [], null],
  ];
  test.each(cases)("%s", (_name, host, hosts, winner) => {
    expect(mostSpecificHost(host, hosts)).toBe(winner);
  });
});

describe("overlap and subset", () => {
  const cases: readonly [string, string, boolean, boolean][] = [
    ["a.b", "a.b", true, true],
    ["a.b", "c.b", false, false],
    ["a.b", "*.b", true, true],
    ["*.b", "a.b", true, false],
    ["*.a.b", "*.b", true, true],
    ["*.b", "*.a.b", true, false],
    ["*", "*.b", true, false],
    ["*.b", "*", true, true],
    ["*.a", "*.b", false, false],
  ];
  test.each(cases)("%s against %s", (a, b, overlap, subset) => {
    expect(hostsOverlap(a, b)).toBe(overlap);
    expect(hostSubsetOf(a, b)).toBe(subset);
  });
});
