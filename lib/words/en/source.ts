import type { SourceState } from "@/lib/mesh/source";
import type { Label } from "@/lib/words/sentence";

/** What can be said about something we read. */
export const sourceWords: Readonly<Record<SourceState, Label>> = {
  starting: {
    label: "starting",
    sentence: "Not read completely yet.",
  },
  live: { label: "live", sentence: "Read, and followed as it changes." },
  stale: {
    label: "stale",
    sentence: "No sign of life since it was last read; shown as it was then.",
  },
  down: { label: "down", sentence: "It cannot be reached." },
  forbidden: { label: "forbidden", sentence: "Reading it is not allowed." },
  absent: { label: "absent", sentence: "The server does not have this kind." },
};
