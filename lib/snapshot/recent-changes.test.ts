import { describe, expect, test } from "vitest";
import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import { aPolicy, aRule } from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import { parseWindow } from "@/lib/mesh/window";
import type { MeshSnapshot } from "./mesh-snapshot";
import { RecentChanges } from "./recent-changes";
import { aReading } from "./testing/a-reading";

const START_MS = Date.parse("2026-11-22T10:02:00Z");

function watch() {
  let nowMs = START_MS;
  const changes = new RecentChanges(() => nowMs);
  return {
    changes,
    of: () => changes.of("1h"),
    note: (
      inventory: Partial<Inventory>,
      over: Partial<InventoryReading> = {},
    ) => {
      changes.noteInventory(aReading(inventory, over));
      nowMs += 1_000;
    },
  };
}

const OLD = "2026-01-01T00:00:00Z";
const before = aPolicy("foo/default", { createdAt: OLD, mode: "PERMISSIVE" });

describe("policies and rules", () => {
  test("at the start only those of the last week are news, at the time they carry", () => {
    const { note, of } = watch();
    const young = aPolicy("bar/new", { createdAt: "2026-11-20T08:00:00Z" });
    note({ peerAuthentications: [before, young] });
    expect(of()).toMatchObject([
      {
        happened: "created",
        atMs: Date.parse("2026-11-20T08:00:00Z"),
        object: { kind: "PeerAuthentication", namespace: "bar", name: "new" },
      },
    ]);
  });

  test("a change says what the object said before and says now", () => {
    const { note, of } = watch();
    note({ peerAuthentications: [before] });
    note({
      peerAuthentications: [
        { ...before, mode: "STRICT", resourceVersion: "2" },
      ],
    });
    expect(of()).toMatchObject([
      { happened: "changed", before: "PERMISSIVE", after: "STRICT" },
    ]);
  });

  test("labels, annotations and bookkeeping alone are no change", () => {
    const { note, of } = watch();
    note({ peerAuthentications: [before] });
    note({
      peerAuthentications: [
        { ...before, resourceVersion: "2", annotations: { note: "x" } },
      ],
    });
    expect(of()).toEqual([]);
  });

  test("creation and deletion are told, newest first", () => {
    const { note, of } = watch();
    const rule = aRule("web/off", { createdAt: null });
    note({});
    note({ destinationRules: [rule] });
    note({});
    expect(
      of().map((change) => change.kind === "object" && change.happened),
    ).toEqual(["deleted", "created"]);
  });

  test("what cannot be read any more is not gone, and is no news when it can", () => {
    const { note, of } = watch();
    note({ peerAuthentications: [before] });
    note({}, { policiesReadable: () => false });
    expect(of()).toEqual([]);
    note({ peerAuthentications: [before] });
    expect(of()).toEqual([]);
  });

  test("before everything was read once nothing is noted", () => {
    const { note, of } = watch();
    note({}, { synced: false });
    note({ peerAuthentications: [{ ...before, createdAt: null }] });
    expect(of()).toEqual([]);
  });

  test("no more than 200 are kept, the newest", () => {
    const { note, of } = watch();
    note({});
    for (let count = 0; count < 250; count += 1) {
      note({
        peerAuthentications: [aPolicy(`foo/p-${count}`, { createdAt: null })],
      });
    }
    expect(of()).toHaveLength(200);
    expect(JSON.stringify(of()[0])).toContain("p-249");
  });
});

describe("verdicts", () => {
  test("a service that changed is named, with both verdicts", () => {
    const { changes, of } = watch();
    changes.noteVerdicts(aSnapshot([["a", "BLOCKED"]]));
    changes.noteVerdicts(aSnapshot([["a", "READY"]]));
    expect(of()).toMatchObject([
      {
        kind: "verdict",
        from: "BLOCKED",
        to: "READY",
        count: 1,
        services: [{ namespace: "foo", name: "a" }],
      },
    ]);
  });

  test("many that changed alike at once are one change", () => {
    const { changes, of } = watch();
    const all = (state: VerdictState) =>
      aSnapshot(["a", "b", "c", "d", "e"].map((name) => [name, state]));
    changes.noteVerdicts(all("READY"));
    changes.noteVerdicts(all("UNKNOWN"));
    expect(of()).toHaveLength(1);
    expect(of()[0]).toMatchObject({ count: 5, services: { length: 3 } });
  });

  test("that the first reading of traffic says something is no news", () => {
    const { changes, of } = watch();
    changes.noteVerdicts(aSnapshot([["a", "UNKNOWN"]], { trafficAsOfS: null }));
    changes.noteVerdicts(aSnapshot([["a", "READY"]]));
    expect(of()).toEqual([]);
  });

  test("a service that was deleted and is created anew did not change its verdict", () => {
    const { changes, of } = watch();
    changes.noteVerdicts(aSnapshot([["a", "BLOCKED"]]));
    changes.noteVerdicts(aSnapshot([]));
    changes.noteVerdicts(aSnapshot([["a", "READY"]]));
    expect(of()).toEqual([]);
  });

  test("a row that was shown before is news when it is shown again", () => {
    const { changes, of } = watch();
    const blocked = aSnapshot([["a", "BLOCKED"]]);
    changes.noteVerdicts(blocked);
    changes.noteVerdicts(aSnapshot([["a", "READY"]]));
    changes.noteVerdicts(blocked);
    expect(of()).toMatchObject([
      { from: "READY", to: "BLOCKED" },
      { from: "BLOCKED", to: "READY" },
    ]);
  });

  test("each window has its own", () => {
    const { changes, of } = watch();
    const window = parseWindow("24h") ?? "1h";
    changes.noteVerdicts(aSnapshot([["a", "BLOCKED"]], { window }));
    changes.noteVerdicts(aSnapshot([["a", "READY"]]));
    changes.noteVerdicts(aSnapshot([["a", "READY"]], { window }));
    expect(of()).toEqual([]);
    expect(changes.of(window)).toHaveLength(1);
  });
});

const judged: MatrixRow = onlyRow(httpbin, null);

function aSnapshot(
  services: readonly (readonly [string, VerdictState])[],
  over: Partial<Pick<MeshSnapshot, "window" | "trafficAsOfS">> = {},
): Pick<MeshSnapshot, "window" | "trafficAsOfS"> & {
  matrix: { rows: readonly MatrixRow[] };
} {
  return {
    window: "1h",
    trafficAsOfS: 1,
    matrix: {
      rows: services.map(([name, state]) => ({
        ...judged,
        service: { ...judged.service, name },
        verdict: { state, reasons: [] },
      })),
    },
    ...over,
  };
}
