import type { SharedView } from "./shared-view";

const MAX_CLUSTER = 60;

/**
 * e.g. "lockstep-prod-eu-24h-2026-11-22.png"; the date is that of the figures, in the reader's zone.
 * The cluster's name comes from a kubeconfig and may be anything, so only letters, digits and . _ - stay.
 */
export function fileName(view: SharedView, extension: "png" | "svg"): string {
  const { snapshot, timeZone } = view;
  const cluster =
    snapshot.cluster.context
      .replace(/[^\p{L}\p{N}._-]+/gu, "-")
      .replace(/\.{2,}/g, ".")
      .replace(/^[.-]+|[.-]+$/g, "")
      .slice(0, MAX_CLUSTER) || "cluster";
  const moment = Date.parse(snapshot.trafficAsOf ?? snapshot.takenAt);
  const date = Number.isNaN(moment)
    ? "undated"
    : // Sweden writes dates as ISO 8601 does.
      new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone }).format(
        moment,
      );
  return `lockstep-${cluster}-${snapshot.window}-${date}.${extension}`;
}
