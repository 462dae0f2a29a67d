import { describe, expect, it } from "vitest";
import { kindStatements } from "./kind-statements";
import { KubernetesProblem } from "./problem";
import { createStatusTracker } from "./read-status";
import { RESOURCE_KINDS } from "./resource-kind";

const tracker = () =>
  createStatusTracker(
    () => 0,
    { staleGraceMs: 1_000 },
    () => {},
  );

/** Of the cluster-wide list of pods. */
function podsSay(
  { status }: ReturnType<typeof tracker>,
  namespacesKnown: boolean,
) {
  const [said] = kindStatements({
    kind: RESOURCE_KINDS.pods,
    version: "v1",
    status,
    problems: [],
    perNamespace: null,
    namespacesKnown,
  });
  return said?.cause;
}

describe("the cause of a statement", () => {
  it("is that it is read for the first time, until it was read", () => {
    const pods = tracker();
    expect(podsSay(pods, true)?.code).toBe("first-reading");
    pods.live();
    expect(podsSay(pods, true)).toBeNull();
  });

  it("is the problem's, with the resource it kept from being read", () => {
    const pods = tracker();
    pods.failed(new KubernetesProblem("timeout", "Too slow.", { remedy: "" }));
    expect(podsSay(pods, true)).toEqual({ code: "timeout", names: ["pods"] });
  });

  it("names the missing permission, and whether namespaces may be listed instead", () => {
    const pods = tracker();
    pods.forbidden("Refused.");
    expect(podsSay(pods, true)).toEqual({ code: "forbidden", names: ["pods"] });
    expect(podsSay(pods, false)).toEqual({
      code: "forbidden-everywhere",
      names: ["pods"],
    });
  });
});
