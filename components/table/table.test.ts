import { describe, expect, it } from "vitest";
import {
  AS_OF,
  aCell,
  aRow,
  aVerdict,
  someCounts,
} from "@/components/testing/a-snapshot";
import { csvOf } from "./csv";
import { PAGE_ROWS, pageOf } from "./pages";
import { tableCsv } from "./table-csv";
import {
  callerCount,
  formatTableOrder,
  parseTableOrder,
  pressedOrder,
  tableOrder,
} from "./table-order";

describe("csvOf", () => {
  it("quotes as RFC 4180 says", () => {
    expect(csvOf([["a,b", 'say "no"', "two\nlines", "plain", 7]])).toBe(
      '"a,b","say ""no""","two\nlines",plain,7\r\n',
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\uff1d1"])(
    "keeps a spreadsheet from running %j",
    (text) => {
      expect(csvOf([[text]])).toBe(`'${text}\r\n`);
    },
  );

  it("leaves numbers numbers", () => {
    expect(csvOf([[-1, 0]])).toBe("-1,0\r\n");
  });
});

describe("tableCsv", () => {
  it("has a line per service, each as long as the head", () => {
    const lines = tableCsv([aRow(), aRow({ name: "x" })], "en").split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^shop,cart,PERMISSIVE,sidecar,10,0,0,0,0,0,,/);
  });

  it("tells who still knocks", () => {
    const refused = { requests: 0, connections: 12, lastAt: AS_OF };
    const [head, line] = tableCsv([aRow({ refused })], "en").split("\r\n");
    const at = (name: string) =>
      line?.split(",")[head?.split(",").indexOf(name) ?? -1];
    expect(at("refused_requests")).toBe("0");
    expect(at("refused_connections")).toBe("12");
    expect(at("refused_last_at_the_latest")).toBe(AS_OF);
  });

  it("writes nothing, and not zero, where telemetry is silent", () => {
    const row = aRow({ evidence: "no_evidence", requests: someCounts() });
    expect(tableCsv([row], "en")).toContain("sidecar,,,,,,,,,no_evidence");
  });
});

describe("the table's order", () => {
  const rows = [
    aRow({ name: "b", requests: someCounts({ plaintext: 5 }) }),
    aRow({ name: "a", verdict: aVerdict("BLOCKED") }),
    aRow({
      name: "c",
      requests: someCounts({ plaintext: 90 }),
      cells: [aCell({ callers: ["x", "y"] })],
    }),
  ];
  const named = (by: string) => {
    const order = parseTableOrder(by);
    return order && rows.toSorted(tableOrder(order)).map(({ name }) => name);
  };

  it("goes by one column, ties by name in both directions", () => {
    expect(named("-requestsPlaintext")).toEqual(["c", "b", "a"]);
    expect(named("requestsMutualTls")).toEqual(["b", "c", "a"]);
    expect(named("-callers")).toEqual(["c", "a", "b"]);
    expect(named("-service")).toEqual(["c", "b", "a"]);
  });

  it("counts the callers that the snapshot does not name", () => {
    const cells = [
      aCell({ callers: ["x", "y"], moreCallers: 40 }),
      aCell({ callers: [""] }),
    ];
    expect(callerCount(aRow({ cells }))).toBe(43);
  });

  it("drops a column that there is not", () => {
    expect(parseTableOrder("-secrets")).toBeNull();
    expect(parseTableOrder("")).toBeNull();
  });

  it("starts figures with the most and names with A, then turns round", () => {
    const first = pressedOrder(null, "callers");
    expect(formatTableOrder(first)).toBe("-callers");
    expect(formatTableOrder(pressedOrder(first, "callers"))).toBe("callers");
    expect(formatTableOrder(pressedOrder(first, "service"))).toBe("service");
  });
});

describe("pageOf", () => {
  it("cuts a long list, and shows the last page where the list became shorter", () => {
    expect(pageOf(1, PAGE_ROWS + 1)).toMatchObject({
      count: 2,
      from: 200,
      to: 201,
    });
    expect(pageOf(9, PAGE_ROWS)).toMatchObject({ index: 0, count: 1 });
    expect(pageOf(0, 0)).toEqual({ index: 0, count: 1, from: 0, to: 0 });
  });
});
