import { describe, expect, it } from "vitest";
import { projectPod } from "./normalize-pod";

const CREATED = "2026-11-22T08:00:00Z";
const seconds = (time: string) => Date.parse(`2026-11-22T${time}Z`) / 1_000;
const ended = (time: string | null) => ({
  state: {
    terminated: {
      exitCode: 0,
      finishedAt: time === null ? null : `2026-11-22T${time}Z`,
    },
  },
});

function timesOf(status: object) {
  const found = projectPod({
    metadata: {
      namespace: "batch",
      name: "report-1",
      uid: "u",
      resourceVersion: "1",
      creationTimestamp: CREATED,
    },
    spec: { containers: [{ name: "app" }] },
    status,
  });
  if (!("value" in found)) throw new Error(found.problem);
  const { startedAtS, finishedAtS } = found.value.pod;
  return { startedAtS, finishedAtS };
}

describe("when a pod began and ended", () => {
  it("is kept where it waited for a node, for it had no address before", () => {
    const startTime = "2026-11-22T08:30:00Z";
    expect(timesOf({ phase: "Running", startTime })).toEqual({
      startedAtS: seconds("08:30:00"),
    });
  });

  it.each(["2026-11-22T08:00:03Z", "2026-11-22T07:00:00Z", "soon", null])(
    "is its creation where it did not wait, or nobody knows (%s)",
    (startTime) => {
      expect(timesOf({ phase: "Running", startTime }).startedAtS).toBe(
        undefined,
      );
    },
  );

  it("is over with the last of its containers, native sidecars included", () => {
    const status = {
      phase: "Succeeded",
      containerStatuses: [ended("08:10:00"), ended("08:12:00")],
      initContainerStatuses: [ended("08:00:05"), ended("08:12:30")],
    };
    expect(timesOf(status).finishedAtS).toBe(seconds("08:12:30"));
  });

  it.each([
    ["runs", { phase: "Running", containerStatuses: [ended("08:10:00")] }],
    ["tells of no container", { phase: "Failed" }],
    [
      "has one of which nobody knows",
      {
        phase: "Failed",
        containerStatuses: [ended("08:10:00"), { state: { waiting: {} } }],
      },
    ],
    [
      "has one without a time",
      {
        phase: "Failed",
        containerStatuses: [ended("08:10:00"), ended(null)],
      },
    ],
    [
      "ends before it was made",
      { phase: "Failed", containerStatuses: [ended("07:00:00")] },
    ],
  ])("is not known of one that %s", (_, status) => {
    expect(timesOf(status).finishedAtS).toBe(undefined);
  });
});
