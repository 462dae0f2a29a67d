import { expect, it } from "vitest";
import { windowSchema } from "@/lib/api/contract";
import { snapshotStreamUrl, snapshotUrl } from "./snapshot-url";

it.each(windowSchema.options)(
  "asks and listens for the same window %s",
  (window) => {
    for (const url of [snapshotUrl(window), snapshotStreamUrl(window)]) {
      const { searchParams } = new URL(url, "http://localhost");
      expect([...searchParams]).toEqual([["window", window]]);
    }
  },
);
