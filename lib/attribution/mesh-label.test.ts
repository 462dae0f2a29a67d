import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Labels } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { labelling, meshLabelFor } from "./mesh-label";

const INJECTED = { "istio-injection": "enabled" };
const CANARY = { "istio.io/rev": "canary" };
const STABLE = { "istio.io/rev": "stable" };

/** The label for a namespace without neighbours, in a mesh with these namespaces, in each of which a pod has a proxy. */
function labelAmong(...namespaces: readonly Labels[]) {
  const index = indexMesh(
    anInventory({
      namespaces: namespaces.map((labels, at) => ({
        name: `ns${at}`,
        labels,
        annotations: {},
      })),
      pods: namespaces.map((_, at) => aPod(`ns${at}/app-1`)),
    }),
  );
  const label = meshLabelFor(index, {});
  return label && `${label.name}=${label.value}`;
}

describe("the label that takes a namespace into the mesh", () => {
  test("is the neighbour's, whatever others have", () => {
    const index = indexMesh(anInventory());
    expect(meshLabelFor(index, CANARY)).toEqual({
      name: "istio.io/rev",
      value: "canary",
    });
  });

  test("is the one that all others have, also that of a revision", () => {
    expect(labelAmong(CANARY, CANARY, {})).toBe("istio.io/rev=canary");
    expect(labelAmong(INJECTED, {})).toBe("istio-injection=enabled");
  });

  test("is not known where others differ, or none has any", () => {
    expect(labelAmong(CANARY, STABLE)).toBeNull();
    expect(labelAmong({}, { "istio-injection": "disabled" })).toBeNull();
  });

  test("is not learnt from a namespace in which it brought no pod a proxy", () => {
    const index = indexMesh(
      anInventory({
        namespaces: [{ name: "dead", labels: STABLE, annotations: {} }],
        pods: [withoutProxy(aPod("dead/app-1"))],
      }),
    );
    expect(meshLabelFor(index, {})).toBeNull();
  });
});

describe("labelling a namespace", () => {
  const revision = { name: "istio.io/rev", value: "canary" };
  const injection = { name: "istio-injection", value: "enabled" };

  test("adds the label and nothing else where it says nothing yet", () => {
    expect(labelling(injection, {})).toEqual(["istio-injection=enabled"]);
  });

  test("takes away the label that would beat a revision", () => {
    expect(labelling(revision, { "istio-injection": "disabled" })).toEqual([
      "istio-injection-",
      "istio.io/rev=canary",
    ]);
  });

  test("overwrites what it says otherwise, which kubectl refuses by itself", () => {
    expect(labelling(injection, { "istio-injection": "disabled" })).toEqual([
      "istio-injection=enabled",
      "--overwrite",
    ]);
  });
});
