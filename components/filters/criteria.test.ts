import { describe, expect, it } from "vitest";
import { NO_FILTER } from "@/components/matrix/row-filter";
import { aRow } from "@/components/testing/a-snapshot";
import { applyFilters, type FilterState, rowFilterOf } from "./criteria";
import { isSystemNamespace } from "./system-namespace";

const NOTHING_ASKED: FilterState = {
  q: "",
  permissive: false,
  policy: [],
  traffic: [],
  verdict: [],
  ns: [],
  caller: [],
  plane: [],
  finding: [],
  calls: [],
  system: true,
};

describe("system namespaces", () => {
  const rows = ["shop", "kube-system", "istio-ingress", "mesh-root"].map(
    (namespace) => aRow({ namespace }),
  );
  const shown = (system: boolean, namespaces: string[] = []) => {
    const filter = { ...NO_FILTER, namespaces };
    const left = applyFilters(rows, filter, system, "mesh-root");
    return [left.rows.map((row) => row.namespace), left.hiddenSystem];
  };

  it("are the platform's own and the root namespace, whatever it is called", () => {
    expect(
      rows.filter((row) => isSystemNamespace(row.namespace, "mesh-root")),
    ).toHaveLength(3);
    expect(isSystemNamespace("istio", "istio-system")).toBe(false);
  });

  it("are hidden by the switch, and counted", () => {
    expect(shown(true)[1]).toBe(0);
    expect(shown(false)).toEqual([["shop"], 3]);
  });

  it("are shown all the same where they are asked for by name", () => {
    expect(shown(false, ["kube-system"])).toEqual([["kube-system"], 0]);
  });
});

describe("rowFilterOf", () => {
  it("names nothing while the findings are not read: not every service has them", () => {
    const view = { ...NOTHING_ASKED, finding: ["policy-shadowed" as const] };
    expect(rowFilterOf(view, null).named?.size).toBe(0);
    expect(rowFilterOf(NOTHING_ASKED, null).named).toBeNull();
  });

  it("reads the sign for callers without identity", () => {
    const view = { ...NOTHING_ASKED, caller: ["-", "web"] };
    expect(rowFilterOf(view, null).callers).toEqual([null, "web"]);
  });
});
