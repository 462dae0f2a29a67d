"use client";
import { usePreferences, useWords } from "@/components/layout/preferences";
import { Segmented } from "@/components/ui/segmented";
import { TIME_ZONES, type TimeZoneChoice } from "@/lib/words/time-zone";

/** In whose time every moment of the page is written. */
export function TimeZoneSwitch() {
  const { timeZone, choose } = usePreferences();
  const { w } = useWords();
  const words = w.time.zone;
  return (
    <Segmented<TimeZoneChoice>
      label={words.label}
      value={timeZone}
      options={TIME_ZONES.map((value) => ({
        value,
        label: words[value],
        name: value === "utc" ? words.utcName : words.localName,
      }))}
      onChange={(next) => choose({ timeZone: next })}
    />
  );
}
