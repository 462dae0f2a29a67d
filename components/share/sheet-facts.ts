/** What every sheet of paper and every picture says first: where this is, of which time, as of when. Pure. */
import type { Snapshot } from "@/lib/api/contract";
import { formatMoment, formatWindow } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

export interface SheetFacts {
  /** e.g. "Cluster prod-eu" */
  readonly cluster: string;
  /** e.g. "Traffic of the last 24 h" */
  readonly traffic: string;
  /** e.g. "As of 22 Nov 2026, 10:42:07 CET" */
  readonly asOf: string;
}

/** With the date and the zone: a sheet is read on another day, and elsewhere. */
export function sheetFacts({
  snapshot,
  language,
  timeZone,
}: {
  snapshot: Pick<Snapshot, "cluster" | "window" | "trafficAsOf" | "takenAt">;
  language: Language;
  timeZone: string;
}): SheetFacts {
  const { picture } = words(language);
  const { cluster, window, trafficAsOf, takenAt } = snapshot;
  const moment = (iso: string) => formatMoment(iso, language, timeZone);
  const { context } = cluster;
  return {
    cluster: picture.cluster(
      context.trim() === "" ? picture.unnamedCluster : context,
    ),
    traffic: picture.traffic(formatWindow(window, language)),
    asOf:
      trafficAsOf === null
        ? picture.trafficUnknownAsOf(moment(takenAt))
        : picture.asOf(moment(trafficAsOf)),
  };
}
