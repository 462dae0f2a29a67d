import { describe, expect, it } from "vitest";
import { linesOf } from "@/components/matrix/lines";
import { groupRows } from "@/components/matrix/row-groups";
import { aRow, aSnapshot } from "@/components/testing/a-snapshot";
import { slide } from "./picture";
import type { SharedView } from "./shared-view";

/** Of each namespace one service, and every namespace is open. */
function aView(namespaces: number): SharedView {
  const rows = Array.from({ length: namespaces }, (_, index) =>
    aRow({ namespace: `team-${index}`, name: "api" }),
  );
  const open = new Set(rows.map(({ namespace }) => namespace));
  return {
    snapshot: aSnapshot({ services: rows }),
    lines: linesOf(
      groupRows(rows, "name", () => false),
      open,
      new Map(),
    ),
    clients: [null, "web"],
    filters: [],
    order: "Name",
    preview: [],
    note: null,
    language: "en",
    timeZone: "Asia/Kathmandu",
  };
}

describe("slide", () => {
  it.each([1, 8, 400])(
    "of %i namespaces is 16:9, whatever is open on the page",
    (namespaces) => {
      const { svg, widthPx, heightPx } = slide(aView(namespaces));
      expect(heightPx).toBe(Math.ceil((widthPx * 9) / 16));
      expect(svg).toContain(
        `width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"`,
      );
      expect(svg).toContain("team-0");
      expect(svg).not.toContain(">api<");
    },
  );

  it("counts what found no room, and keeps the legend", () => {
    const { svg } = slide(aView(400));
    const lines = svg.match(/>team-\d+</g)?.length ?? 0;
    expect(lines).toBeGreaterThan(8);
    expect(svg).toContain(`and ${400 - lines} more services`);
    expect(svg).toContain("plaintext only");
  });
});
