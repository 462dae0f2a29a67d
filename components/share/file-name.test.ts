import { describe, expect, it } from "vitest";
import { aSnapshot } from "@/components/testing/a-snapshot";
import { fileName } from "./file-name";
import type { SharedView } from "./shared-view";

const view = (context: string, over: Partial<SharedView> = {}): SharedView => ({
  snapshot: aSnapshot({ cluster: { context, server: "" } }),
  lines: [],
  clients: [],
  filters: [],
  order: "",
  preview: [],
  note: null,
  language: "en",
  timeZone: "UTC",
  ...over,
});

describe("fileName", () => {
  it("names cluster, window and the day of the figures in the reader's zone", () => {
    expect(fileName(view("prod-eu"), "png")).toBe(
      "lockstep-prod-eu-1h-2026-11-22.png",
    );
    const kiritimati = view("prod-eu", { timeZone: "Pacific/Kiritimati" });
    expect(fileName(kiritimati, "svg")).toBe(
      "lockstep-prod-eu-1h-2026-11-23.svg",
    );
  });

  it("lets no cluster name lead out of the folder or hide the kind of file", () => {
    expect(fileName(view("../../etc/passwd"), "png")).toBe(
      "lockstep-etc-passwd-1h-2026-11-22.png",
    );
    expect(fileName(view("a\u0000b\u202e/c:d"), "png")).toBe(
      "lockstep-a-b-c-d-1h-2026-11-22.png",
    );
    expect(fileName(view("///"), "png")).toMatch(/^lockstep-cluster-/);
  });

  it("keeps Chinese names", () => {
    expect(fileName(view("生产"), "png")).toMatch(/^lockstep-生产-1h-/);
  });
});
