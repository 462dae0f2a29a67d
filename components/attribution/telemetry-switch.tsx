"use client";
import { useEffect, useState } from "react";
import { ProblemNotice } from "@/components/enforcement/problem-notice";
import { useWords } from "@/components/layout/preferences";
import { useNow } from "@/components/layout/use-now";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Button } from "@/components/ui/button";
import type { TelemetryOfferDto } from "@/lib/api/diagnostic-telemetry-contract";
import { useSwitchTelemetry, useTelemetryOffer } from "@/lib/query/attribution";
import { formatDuration } from "@/lib/words/figures";
import { logMoment } from "./log-moment";
import { ReportPart } from "./report-part";
import { DEFAULT_DURATION_SECONDS, TelemetryDialog } from "./telemetry-dialog";

type Active = TelemetryOfferDto["active"][number];

const AFTER_END_MS = 3_000;
const AWAITED_MS = 1_000;

/** The offer to switch the access log on for a while; while it is on, the way to end it. */
export function TelemetrySwitch({
  namespace,
  service,
  offered,
}: {
  namespace: string;
  service: string;
  /** Whether a log that is off stands in the way of an answer. */
  offered: boolean;
}) {
  const { w } = useWords();
  const words = w.attribution.offer;
  const [open, setOpen] = useState(false);
  const [ended, setEnded] = useState(false);
  /** What was just done, until the watch of the cluster shows it. */
  const [expected, setExpected] = useState<"on" | "off" | null>(null);
  const { data, refetch } = useTelemetryOffer({
    namespace,
    service,
    durationSeconds: DEFAULT_DURATION_SECONDS,
  });
  const active = data?.active.find(
    (one) => one.namespace === namespace && one.service === service,
  );
  const shown = active ? "on" : "off";
  const isAwaited = expected !== null && expected !== shown;
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setInterval(() => void refetch(), AWAITED_MS);
    return () => clearInterval(timer);
  }, [isAwaited, refetch]);

  if (active && expected !== "off") {
    return (
      <Running
        active={active}
        onOver={() => void refetch()}
        onEnded={() => {
          setEnded(true);
          setExpected("off");
        }}
      />
    );
  }
  if (!offered && !ended) return null;
  return (
    <ReportPart title={words.title} hint={words.intro}>
      {isAwaited && expected === "on" ? (
        <p role="status" className="text-muted">
          {words.starting}
        </p>
      ) : (
        <Button disabled={isAwaited} onClick={() => setOpen(true)}>
          {words.open}
        </Button>
      )}
      {ended ? (
        <p role="status" className="mt-1.5 text-muted text-xs">
          {words.gone}
        </p>
      ) : null}
      {open ? (
        <TelemetryDialog
          namespace={namespace}
          service={service}
          onClose={() => setOpen(false)}
          onStarted={() => {
            setEnded(false);
            setExpected("on");
            setOpen(false);
          }}
        />
      ) : null}
    </ReportPart>
  );
}

function Running({
  active,
  onOver,
  onEnded,
}: {
  active: Active;
  onOver: () => void;
  onEnded: () => void;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const words = w.attribution.offer;
  const { namespace, name, expiresAt } = active;
  const end = useSwitchTelemetry();
  const leftS = Math.ceil((Date.parse(expiresAt) - useNow(1_000)) / 1_000);
  const over = leftS <= 0;
  useEffect(() => {
    if (!over) return;
    const timer = setInterval(onOver, AFTER_END_MS);
    return () => clearInterval(timer);
  }, [over, onOver]);
  const remove = async () => {
    try {
      await end.mutateAsync({ action: "end", namespace, name });
      onEnded();
    } catch {
      // The mutation keeps the error for the notice below.
    }
  };
  return (
    <div className="rounded-md border border-ink p-3" data-telemetry="running">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium" role="timer">
            {over
              ? words.ending
              : words.running(formatDuration(leftS, language))}
          </p>
          <p className="break-words text-muted text-xs">
            {words.object(`${namespace}/${name}`)} ·{" "}
            {words.until(logMoment(expiresAt, language, zone))}
          </p>
          <p className="text-xs">{words.readAgain}</p>
        </div>
        <Button disabled={end.isPending} onClick={() => void remove()}>
          {end.isPending ? words.removing : words.remove}
        </Button>
      </div>
      {end.error ? (
        <div className="mt-2">
          <ProblemNotice error={end.error} />
        </div>
      ) : null}
    </div>
  );
}
