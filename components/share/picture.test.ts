import { describe, expect, it } from "vitest";
import { linesOf } from "@/components/matrix/lines";
import { groupRows } from "@/components/matrix/row-groups";
import { rowKey } from "@/components/matrix/row-order";
import {
  aCell,
  aKnockingCell,
  aRow,
  aSnapshot,
  aSource,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { picture } from "./picture";
import type { SharedView } from "./shared-view";

const HOSTILE = `<script>alert("x")</script>&'`;

function aView(
  rows: readonly ServiceRow[],
  over: Partial<SharedView> & {
    folded?: boolean;
    world?: Partial<Snapshot>;
  } = {},
): SharedView {
  const { folded, world, ...rest } = over;
  const groups = groupRows(rows, "name", () => false);
  const open = folded ? [] : rows.map((row) => row.namespace);
  return {
    snapshot: aSnapshot({ services: [...rows], ...world }),
    lines: linesOf(groups, new Set(open), new Map()),
    clients: [null, "web"],
    filters: [],
    order: "Name",
    preview: [],
    note: null,
    language: "en",
    timeZone: "Asia/Kathmandu",
    ...rest,
  };
}

/** All words of the picture, as a reader sees them. */
function wordsOf(view: SharedView): string {
  return picture(view)
    .svg.replace(/<(title|desc|style)>.*?<\/\1>/gs, "")
    .replace(/<[^>]*>/g, "\n")
    .replace(/\n+/g, "\n");
}

/** How often the matrix has a mark; those of the legend stand at 0. */
function uses(view: SharedView, mark: string): number {
  const { svg } = picture(view);
  return [...svg.matchAll(new RegExp(`href="#${mark}" x="(?!0")`, "g"))].length;
}

const manyRows = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aRow({ name: `service-${String(index).padStart(5, "0")}` }),
  );

describe("picture", () => {
  it("needs nothing beside itself: no address, no font, no script, no foreign object", () => {
    const { svg } = picture(aView([aRow()]));
    const withoutNamespace = svg.replace(
      'xmlns="http://www.w3.org/2000/svg"',
      "",
    );
    expect(withoutNamespace).not.toMatch(
      /https?:|@import|@font-face|url\((?!#)/,
    );
    expect(svg).not.toMatch(/<script|<foreignObject|<image|\son\w+=/i);
  });

  it("never takes a string from outside for markup", () => {
    const view = aView([aRow({ name: HOSTILE, namespace: HOSTILE })], {
      clients: [null, HOSTILE],
      filters: [HOSTILE],
      world: { cluster: { context: HOSTILE, server: "" } },
    });
    const { svg } = picture(view);
    expect(svg).not.toMatch(/<script/i);
    expect(svg).toContain("&lt;script&gt;alert(&quot;x&quot;)");
    expect(tagsBalance(svg)).toBe(true);
  });

  it("replaces what XML forbids and what turns the direction of reading", () => {
    const { svg } = picture(aView([aRow({ name: "a\u0000b\u202ec\ud800d" })]));
    expect(svg).toContain("a\ufffdb\ufffdc\ufffdd");
  });

  it("says where, when, in which zone, over which time", () => {
    const said = wordsOf(
      aView([aRow()], {
        world: { cluster: { context: "prod-eu", server: "" } },
      }),
    );
    expect(said).toContain("Cluster prod-eu");
    expect(said).toMatch(/Traffic of the last 1\u00a0h/);
    expect(said).toMatch(/As of 22 Nov 2026, 16:27:00 GMT\+5:45/);
  });

  it("says which filters hide what, and that something is hidden even where none is named", () => {
    const rows = manyRows(5);
    const shown = aView(rows.slice(0, 2), { world: { services: rows } });
    expect(wordsOf(shown)).toContain("2 of 5 services shown");
    expect(wordsOf({ ...shown, filters: ["Policy: STRICT"] })).toContain(
      "Filter: Policy: STRICT · 2 of 5 services shown",
    );
    expect(wordsOf(aView(rows))).toContain("No filter · all 5 services");
  });

  it("draws at most sixty lines and counts what is left out, state by state", () => {
    const rows = manyRows(10_000).map((row, index) =>
      index < 9_990 ? row : { ...row, verdict: aVerdict("UNKNOWN") },
    );
    const said = wordsOf(aView(rows));
    expect(said.match(/service-\d{5}/g)).toHaveLength(59);
    expect(said).toContain(
      "and 9,941 more services: 9,931 ready to lock · 10 unknown",
    );
  });

  it("does not count services of a folded namespace as left out: its line stands for them", () => {
    const view = aView(manyRows(500), { folded: true });
    expect(wordsOf(view)).not.toContain("more service");
    expect(wordsOf(view)).toContain("500 services");
  });

  it("leaves out callers with mutual TLS before any with plaintext, and none before those without identity", () => {
    const quiet = Array.from({ length: 60 }, (_, i) => `quiet-${i}`);
    const row = aRow({
      cells: [
        ...quiet.map((client) => aCell({ client })),
        aCell({
          client: "zz-loud",
          traffic: "plaintext",
          requests: someCounts({ plaintext: 1 }),
        }),
        aCell({ client: null, traffic: "mixed" }),
      ],
    });
    const said = wordsOf(
      aView([row], { clients: [...quiet, "zz-loud", null] }),
    );
    expect(said).toContain("zz-loud");
    expect(said).toContain("no identity");
    expect(said).toContain(
      "22 more caller namespaces are left out; none of them was seen sending plaintext",
    );
  });

  it("keeps the page's order of columns where all of them find room", () => {
    const row = aRow({
      cells: [aCell({ client: "loud", traffic: "plaintext" })],
    });
    const said = wordsOf(aView([row], { clients: [null, "calm", "loud"] }));
    expect(said.indexOf("calm")).toBeLessThan(said.indexOf("loud"));
  });

  it("never rounds a share to 100 % while one call came in plaintext", () => {
    const requests = someCounts({ mutualTls: 48_100_000, plaintext: 1 });
    const said = wordsOf(
      aView([aRow({ requests })], {
        world: { totals: { ...aSnapshot().totals, requests } },
      }),
    );
    expect(said).toContain("99.999997\u00a0%");
    expect(said).not.toContain("100\u00a0%");
    expect(said).toContain("1 in plaintext");
  });

  it("never adds requests and connections", () => {
    const said = wordsOf(
      aView([
        aRow({
          requests: someCounts({ plaintext: 40 }),
          connections: someCounts({ plaintext: 2 }),
        }),
      ]),
    );
    expect(said).toMatch(/\n40\nreq/);
    expect(said).toMatch(/\n2\nconn/);
    expect(said).not.toMatch(/\n42\n/);
  });

  it("draws an absent cell as unknown where telemetry is incomplete", () => {
    const coverage = { reportingPods: 1, proxiedPods: 2, pods: 2 };
    const blind = aRow({ coverage: { ...coverage, complete: false } });
    // Two columns, in the line of the service and in that of its namespace.
    expect(uses(aView([blind]), "no_evidence")).toBe(4);
    expect(uses(aView([blind]), "none")).toBe(0);
    expect(uses(aView([aRow()]), "none")).toBe(4);
  });

  it("rings who would be refused only where the preview is on, and always who is refused", () => {
    const row = aRow({
      cells: [aCell({ traffic: "plaintext", refusedWhenStrict: true })],
    });
    expect(uses(aView([row]), "refused")).toBe(0);
    expect(uses(aView([row], { preview: "all" }), "refused")).toBe(2);
    expect(uses(aView([row], { preview: [rowKey(row)] }), "refused")).toBe(2);
    expect(uses(aView([row], { preview: ["other/one"] }), "refused")).toBe(0);
    const locked = { ...row, verdict: aVerdict("LOCKED") };
    expect(uses(aView([locked]), "refused")).toBe(2);
  });

  it("draws who is only turned away with a mark of its own, and explains it", () => {
    const client = "web";
    const knocked = aView([aRow({ cells: [aKnockingCell({ client })] })]);
    // The cell, the namespace's, and the legend's entry.
    expect(uses(knocked, "knocking")).toBe(2);
    expect(uses(aView([aRow()]), "knocking")).toBe(0);
    expect(wordsOf(knocked)).toContain("turned away, none let in");
    expect(wordsOf(aView([aRow()]))).not.toContain("turned away");
  });

  it("explains borders and rings only where the matrix has them", () => {
    const plain = aRow({ mode: "PERMISSIVE" });
    expect(wordsOf(aView([plain]))).not.toMatch(/policy STRICT|refused if/);
    const strict = aRow({
      mode: "STRICT",
      cells: [aCell({ client: "web" })],
      verdict: aVerdict("LOCKED"),
    });
    expect(wordsOf(aView([strict]))).toContain("policy STRICT");
    const threatened = aRow({
      cells: [aCell({ traffic: "plaintext", refusedWhenStrict: true })],
    });
    expect(wordsOf(aView([threatened], { preview: "all" }))).toContain(
      "refused by STRICT",
    );
  });

  it("says of a namespace its worst verdict, and of how many services", () => {
    const rows = [
      aRow({ name: "a", verdict: aVerdict("BLOCKED") }),
      aRow({ name: "b", verdict: aVerdict("READY") }),
      aRow({ name: "c", verdict: aVerdict("LOCKED") }),
    ];
    expect(wordsOf(aView(rows, { folded: true }))).toMatch(
      /\nBlocked\n1 of 3 · 1 ready\n/,
    );
  });

  it("shades a namespace only where its services follow", () => {
    const shaded = (folded: boolean) =>
      picture(aView([aRow()], { folded })).svg.match(/<rect x="1" /g)?.length ??
      0;
    expect(shaded(false)).toBe(1);
    expect(shaded(true)).toBe(0);
  });

  it("draws a folded namespace with its cells, so that its plaintext is seen", () => {
    const rows = [
      aRow({ name: "a", cells: [aCell({ traffic: "plaintext" })] }),
      aRow({ name: "b" }),
    ];
    expect(uses(aView(rows, { folded: true }), "plaintext")).toBe(1);
  });

  it("says that traffic is unknown instead of showing no plaintext", () => {
    const said = wordsOf(aView([aRow()], { world: { trafficAsOf: null } }));
    expect(said).toContain("traffic unknown");
    expect(said).toContain("Prometheus gives no figures");
    expect(said).toContain("Traffic is unknown");
    expect(said).not.toContain("are mutual TLS");
  });

  it("says which sources are not read completely", () => {
    const sources = [aSource({ state: "forbidden" })];
    expect(wordsOf(aView([aRow()], { world: { sources } }))).toContain(
      "1 source is not read completely",
    );
  });

  it("says that filters could not do their work", () => {
    const view = aView([aRow()], { note: "The findings are not read." });
    expect(wordsOf(view)).toContain("The findings are not read.");
  });

  it("speaks Chinese, words and figures alike", () => {
    const view = aView(manyRows(100), {
      language: "zh",
      world: { cluster: { context: "生产", server: "" } },
    });
    const said = wordsOf(view);
    expect(said).toContain("集群 生产");
    expect(said).toContain("没有筛选");
    expect(said).toContain("无身份");
    expect(said).toContain("另有 41 个服务未画出：41 可锁定");
    expect(said).not.toMatch(/Cluster|services|ready to lock|verdict/);
  });

  it("is the same for the same view", () => {
    const view = aView(manyRows(3));
    expect(picture(view)).toEqual(picture(view));
  });

  it("stays within what a canvas holds, whatever there is to draw", () => {
    const clients = Array.from({ length: 500 }, (_, i) =>
      `client-${i}`.repeat(5),
    );
    const rows = manyRows(200).map((row) => ({
      ...row,
      name: row.name.repeat(20),
    }));
    const { widthPx, heightPx } = picture(aView(rows, { clients }));
    expect(widthPx * 2).toBeLessThan(8_192);
    expect(heightPx * 2).toBeLessThan(8_192);
  });
});

/** Every tag that is opened is closed, in order. */
function tagsBalance(svg: string): boolean {
  const open: string[] = [];
  for (const [, end, name = "", self] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)(?:\s[a-zA-Z-:]+="[^"<>]*")*(\/?)>/g,
  )) {
    if (end) {
      if (open.pop() !== name) return false;
    } else if (!self) open.push(name);
  }
  return open.length === 0;
}
