import { expect, it } from "vitest";
import { aSnapshot, someCounts } from "@/components/testing/a-snapshot";
import { shareFigures } from "./figures";
import type { SharedView } from "./shared-view";

const VIEW: SharedView = {
  snapshot: aSnapshot(),
  lines: [],
  clients: [],
  filters: [],
  order: "Name",
  preview: [],
  note: null,
  language: "en",
  timeZone: "Asia/Kathmandu",
};

const SEEN = someCounts({ mutualTls: 10 });
const NONE = someCounts();

it.each([
  ["requests alone need no name", SEEN, NONE, [""]],
  ["connections are always named", NONE, SEEN, ["conn"]],
  ["of two shares each is named, as on the page", SEEN, SEEN, ["req", "conn"]],
])("%s", (_, requests, connections, names) => {
  const figures = shareFigures({ requests, connections }, VIEW);
  expect(figures.map(({ beside }) => beside)).toEqual(names);
});
