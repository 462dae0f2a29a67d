import { describe, expect, it } from "vitest";
import {
  BLOCK_COLUMNS,
  CELL_PX,
  clientLeft,
  HEAD_PX,
  LEAD_COLUMNS,
  LEAD_PX,
  LINE_PX,
  TAIL_PX,
} from "./geometry";
import { clientsInView, drawn, linesInView, revealed } from "./in-view";

const screen = { top: 0, left: 0, width: 1_000, height: 600 };

describe("linesInView", () => {
  it("draws every line that can be seen, however far was scrolled", () => {
    for (const top of [0, 33, 34, 1_000, 123_456]) {
      const { first, end } = linesInView({ ...screen, top });
      expect(first * LINE_PX).toBeLessThanOrEqual(top);
      expect(end * LINE_PX).toBeGreaterThanOrEqual(top + 600 - HEAD_PX);
    }
  });

  it("changes nothing for most frames of a slow scroll", () => {
    const seen = Array.from({ length: LINE_PX * 8 }, (_, top) =>
      JSON.stringify(linesInView({ ...screen, top })),
    );
    expect(new Set(seen).size).toBeLessThanOrEqual(5);
  });
});

describe("clientsInView", () => {
  it("draws every caller between the columns that stay, however far was scrolled", () => {
    for (const clients of [10, 100]) {
      for (const left of [0, 1, 700, 2_000]) {
        const { first, end } = clientsInView({ ...screen, left }, clients);
        const tail = clients === 100 ? TAIL_PX : 0;
        const start = Math.max(clientLeft(0), left + LEAD_PX[0]);
        const stop = Math.min(clientLeft(clients), left + screen.width - tail);
        expect(clientLeft(0) + first * CELL_PX).toBeLessThanOrEqual(
          Math.min(start, clientLeft(clients)),
        );
        expect(clientLeft(0) + end * CELL_PX).toBeGreaterThanOrEqual(stop);
      }
    }
  });

  it("draws a block more than can be seen, and never a caller that there is not", () => {
    const { end } = clientsInView(screen, 100);
    const seen = screen.width - TAIL_PX - clientLeft(0);
    expect(end * CELL_PX - seen).toBeGreaterThanOrEqual(
      BLOCK_COLUMNS * CELL_PX,
    );
    expect(clientsInView({ ...screen, left: 9_999 }, 100).end).toBe(100);
  });
});

describe("drawn", () => {
  it("keeps the tab stop in the document wherever it is, in its order", () => {
    expect(drawn(3, 6, 10, 0)).toEqual([0, 3, 4, 5]);
    expect(drawn(3, 6, 10, 9)).toEqual([3, 4, 5, 9]);
    expect(drawn(3, 6, 10, 4)).toEqual([3, 4, 5]);
    expect(drawn(3, 60, 5, -1)).toEqual([3, 4]);
  });
});

describe("revealed", () => {
  const clients = 100;
  const column = (client: number) => LEAD_COLUMNS + client;

  it("leaves alone what stands clear already", () => {
    expect(revealed(screen, 3, 0, clients)).toEqual({ top: 0, left: 0 });
  });

  it("brings a line out from under the heads, and up from below the edge", () => {
    const scrolled = { ...screen, top: 500 };
    expect(revealed(scrolled, 2, 0, clients).top).toBe(2 * LINE_PX);
    const { top } = revealed(screen, 50, 0, clients);
    expect(51 * LINE_PX - top).toBe(screen.height - HEAD_PX);
  });

  it("brings a caller out from under the columns that stay on both sides", () => {
    const right = revealed(screen, 0, column(40), clients).left;
    expect(clientLeft(41) - right).toBe(screen.width - TAIL_PX);
    const scrolled = { ...screen, left: 2_000 };
    const left = revealed(scrolled, 0, column(3), clients).left;
    expect(clientLeft(3) - left).toBe(LEAD_PX[0]);
  });
});
