import { describe, expect, it } from "vitest";
import { filterRows, NO_FILTER } from "@/components/matrix/row-filter";
import { aCell, aRow } from "@/components/testing/a-snapshot";
import { notSearched } from "./not-searched";

const named = aRow({ name: "cart", cells: [aCell({ moreCallers: 3 })] });
const cut = aRow({ name: "pay", cells: [aCell({ moreCallers: 3 })] });
const whole = aRow({ name: "mail", cells: [aCell()] });
const services = [named, cut, whole];

const missed = (over: Partial<typeof NO_FILTER>) => {
  const filter = { ...NO_FILTER, ...over };
  return notSearched(services, filter, filterRows(services, filter));
};

describe("a search for a name", () => {
  it("counts the services that it may have missed, because not all of their callers are named", () => {
    expect(missed({ text: "cart" })).toBe(1);
    expect(missed({ text: "nobody" })).toBe(2);
  });

  it("has missed nothing where no words were looked for, or another filter hides the service", () => {
    expect(missed({ text: " " })).toBe(0);
    expect(missed({ text: "cart", namespaces: ["other"] })).toBe(0);
  });
});
