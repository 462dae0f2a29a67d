import { describe, expect, it } from "vitest";
import { Columns } from "./columns";
import { BLOCK_COLUMNS, clientsOfBlock, phaseOf } from "./geometry";

const PHASES = Array.from({ length: BLOCK_COLUMNS }, (_, phase) => phase);

describe("Columns", () => {
  it("has every column in view in exactly one block of a line, wherever its blocks begin", () => {
    const columns = new Columns();
    columns.show({ first: 7, end: 23 });
    for (const phase of PHASES) {
      const drawn = columns
        .blocks(phase)
        .flatMap((block) => clientsOfBlock(block, phase, 40));
      expect(new Set(drawn).size).toBe(drawn.length);
      for (let client = 7; client < 23; client += 1) {
        expect(drawn).toContain(client);
      }
    }
  });

  it("never names a column that does not exist", () => {
    const columns = new Columns();
    columns.show({ first: 0, end: 4 });
    for (const phase of PHASES) {
      const drawn = columns
        .blocks(phase)
        .flatMap((block) => clientsOfBlock(block, phase, 4));
      expect(drawn).toEqual([0, 1, 2, 3]);
    }
  });

  it("lets only some lines begin a block when one column is scrolled by", () => {
    const columns = new Columns();
    for (let first = 0; first < 30; first += 1) {
      columns.show({ first, end: first + 12 });
      const before = PHASES.map((phase) => columns.blocks(phase));
      columns.show({ first: first + 1, end: first + 13 });
      const changed = PHASES.filter(
        (phase) => columns.blocks(phase) !== before[phase],
      );
      expect(changed.length).toBeLessThanOrEqual(2);
    }
  });

  it("tells its followers of news only, and only until they call it off", () => {
    const columns = new Columns();
    const told: number[] = [];
    const leave = columns.follow(() => told.push(columns.blocks(0).length));
    columns.show({ first: 0, end: 6 });
    columns.show({ first: 0, end: 6 });
    leave();
    columns.show({ first: 0, end: 12 });
    expect(told).toEqual([1]);
  });

  it("holds nothing before anything was seen", () => {
    expect(new Columns().blocks(3)).toEqual([]);
  });
});

it("begins the blocks of a namespace's services at different columns", () => {
  const phases = ["api", "cache", "events", "gateway", "store", "worker"].map(
    (name) => phaseOf(`accounts/schedule-${name}`),
  );
  expect(new Set(phases).size).toBeGreaterThan(2);
});
