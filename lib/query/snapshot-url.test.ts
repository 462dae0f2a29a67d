import { expect, it } from "vitest";
import { windowSchema } from "@/lib/api/contract";
import { snapshotStreamUrl, snapshotUrl } from "./snapshot-url";

it.each(["5m", "1h", "30d", "90m", "36h", "10d"])(
  "asks and listens for the same window %s",
  (name) => {
    const window = windowSchema.parse(name);
    for (const url of [snapshotUrl(window), snapshotStreamUrl(window)]) {
      const { searchParams } = new URL(url, "http://localhost");
      expect([...searchParams]).toEqual([["window", window]]);
    }
  },
);
