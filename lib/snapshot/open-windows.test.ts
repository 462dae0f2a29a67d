import { describe, expect, test } from "vitest";
import { parseWindow, WINDOWS, type Window } from "@/lib/mesh/window";
import { OpenWindows } from "./open-windows";

const of = (text: string): Window => {
  const window = parseWindow(text);
  if (window === null) throw new Error(`${text} is no window`);
  return window;
};

function aTable() {
  let nowMs = 0;
  const closed: Window[] = [];
  const table = new OpenWindows({
    clock: () => nowMs,
    mostCustom: 2,
    keepMs: 1_000,
    open: (window) => ({ window, listeners: new Set<string>() }),
    close: ({ window }) => closed.push(window),
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { table, closed, pass };
}

describe("OpenWindows", () => {
  test("opens a window once", () => {
    const { table } = aTable();
    expect(table.of("1h")).toBe(table.of("1h"));
  });

  test("always has room for the usual ones", () => {
    const { table } = aTable();
    table.of(of("7m"));
    table.of(of("8m"));
    for (const window of WINDOWS) table.of(window);
    expect(table.names()).toHaveLength(2 + WINDOWS.length);
  });

  test("closes the unusual one that was not asked for the longest", () => {
    const { table, closed, pass } = aTable();
    table.of(of("7m"));
    table.of(of("8m"));
    table.of(of("7m"));
    pass(1_000);
    table.of(of("9m"));
    expect(closed).toEqual(["8m"]);
  });

  test("keeps what somebody listens to, and says when nothing can go", () => {
    const { table, closed, pass } = aTable();
    table.of(of("7m")).listeners.add("somebody");
    table.of(of("8m"));
    pass(1_000);
    table.of(of("9m")).listeners.add("somebody else");
    expect(closed).toEqual(["8m"]);
    pass(60_000);
    expect(() => table.of(of("10m"))).toThrow(
      expect.objectContaining({ code: "too-many-windows" }),
    );
    expect(table.names()).toEqual(["7m", "9m"]);
  });

  test("gives each unusual one its time before another takes its place", () => {
    const { table, pass } = aTable();
    table.of(of("7m"));
    table.of(of("8m"));
    pass(999);
    expect(() => table.of(of("9m"))).toThrow();
    pass(1);
    expect(table.of(of("9m")).window).toBe("9m");
  });

  test("closes the usual ones too, once nobody wants them", () => {
    const { table, closed, pass } = aTable();
    table.of("1h");
    table.of("6h").listeners.add("somebody");
    pass(5_000);
    table.closeIdle(5_001);
    expect(closed).toEqual([]);
    table.closeIdle(5_000);
    expect(closed).toEqual(["1h"]);
  });
});
