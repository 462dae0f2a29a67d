import { describe, expect, it } from "vitest";
import {
  aCell,
  aRow,
  aSnapshot,
  someCounts,
} from "@/components/testing/a-snapshot";
import type { SharedView } from "./shared-view";
import { shownClients } from "./shown-part";
import { leftOutClients } from "./view-facts";

/** Of as many callers as are named, what is said of those beyond forty. */
function said(clients: readonly string[], trafficAsOf: string | null) {
  const cells = clients.map((client) =>
    aCell({
      client,
      traffic: "plaintext",
      requests: someCounts({ plaintext: 1 }),
    }),
  );
  const view: SharedView = {
    snapshot: { ...aSnapshot(), trafficAsOf },
    lines: [],
    clients,
    filters: [],
    order: "Name",
    preview: [],
    note: null,
    language: "en",
    timeZone: "UTC",
  };
  return leftOutClients(shownClients(clients, [aRow({ cells })], 40), view);
}

const LOUD = Array.from({ length: 45 }, (_, index) => `loud-${index}`);

describe("the callers that found no room", () => {
  it("are counted, and those of them that send plaintext", () => {
    expect(said(LOUD, "2026-11-22T10:42:00Z")).toBe(
      "5 more caller namespaces are left out; 5 of them send plaintext or would be refused",
    );
  });

  it("are counted alone where traffic is unknown: nobody was seen", () => {
    expect(said(LOUD, null)).toBe("5 more caller namespaces are left out");
  });
});
