/** Laws that hold for every mesh, tried on many random ones. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HostMap, hostSubsetOf, isWildcardHost } from "@/lib/mesh/index/host";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { SelectorIndex, selectorMatches } from "@/lib/mesh/selector";
import { inventories, labels } from "@/lib/mesh/testing/random-mesh";

describe("look-ups that are faster than trying everything find the same", () => {
  test("pods of a service", () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const index = indexMesh(inventory);
        for (const service of inventory.services) {
          const own = service.selector ?? {};
          const expected = inventory.pods.filter(
            (pod) =>
              Object.keys(own).length > 0 &&
              pod.namespace === service.namespace &&
              pod.phase !== "Succeeded" &&
              selectorMatches(own, pod.labels),
          );
          expect(index.podsOf(service)).toEqual(expected);
          for (const pod of expected)
            expect(index.servicesOf(pod)).toContain(service);
        }
      }),
    );
  });

  test("selectors of a label set", () => {
    fc.assert(
      fc.property(fc.array(labels), labels, (list, own) => {
        const index = new SelectorIndex(list, (item) => item);
        expect(index.matching(own)).toEqual(
          list.filter((item) => selectorMatches(item, own)),
        );
      }),
    );
  });

  test("the most specific host", () => {
    const part = fc.constantFrom("a", "b", "ab");
    const exact = fc
      .array(part, { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join("."));
    const host = fc.oneof(
      exact,
      exact.map((text) => `*${text}`),
      exact.map((text) => `*.${text}`),
      fc.constant("*"),
    );
    fc.assert(
      fc.property(exact, fc.array(host), (needle, hosts) => {
        const covering = hosts
          .filter((candidate) => hostSubsetOf(needle, candidate))
          .sort(
            (x, y) =>
              Number(isWildcardHost(x)) - Number(isWildcardHost(y)) ||
              y.length - x.length,
          );
        expect(new HostMap(hosts.map((text) => [text, text])).get(needle)).toBe(
          covering[0] ?? null,
        );
      }),
    );
  });
});
