"use client";
import { useState } from "react";
import { ProblemNotice } from "@/components/enforcement/problem-notice";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { problemCode } from "@/lib/query/api-error";
import { useSwitchTelemetry, useTelemetryOffer } from "@/lib/query/attribution";
import { TelemetryOfferView } from "./telemetry-offer-view";

const MINUTES = ["5", "10", "30"] as const;
type Minutes = (typeof MINUTES)[number];

const DEFAULT_MINUTES: Minutes = "10";
export const DEFAULT_DURATION_SECONDS = Number(DEFAULT_MINUTES) * 60;

/** What would be written and for how long; nothing happens before it was seen and agreed to. */
export function TelemetryDialog({
  namespace,
  service,
  onClose,
  onStarted,
}: {
  namespace: string;
  service: string;
  onClose: () => void;
  onStarted: () => void;
}) {
  const { w } = useWords();
  const words = w.attribution.offer;
  const [minutes, setMinutes] = useState<Minutes>(DEFAULT_MINUTES);
  const [renewed, setRenewed] = useState(false);
  const durationSeconds = Number(minutes) * 60;
  const offer = useTelemetryOffer({ namespace, service, durationSeconds });
  const start = useSwitchTelemetry();
  const planHash = offer.isFetching ? null : (offer.data?.planHash ?? null);

  const agree = async (agreed: string) => {
    try {
      await start.mutateAsync({
        action: "start",
        namespace,
        service,
        durationSeconds,
        planHash: agreed,
      });
      onStarted();
    } catch (error) {
      // The mutation keeps the error for the notice below.
      if (problemCode(error) !== "plan-changed") return;
      setRenewed(true);
      start.reset();
    }
  };

  return (
    <Dialog
      open
      place="center"
      onClose={() => {
        if (!start.isPending) onClose();
      }}
      closeLabel={w.interface.close}
      title={words.dialog(`${namespace}/${service}`)}
      footer={
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            className="h-8 px-3"
            onClick={onClose}
            disabled={start.isPending}
          >
            {w.interface.cancel}
          </Button>
          <Button
            tone="solid"
            className="h-8 px-3"
            disabled={planHash === null || start.isPending}
            onClick={() => {
              if (planHash !== null) void agree(planHash);
            }}
          >
            {start.isPending ? words.starting : words.start(minutes)}
          </Button>
        </div>
      }
    >
      <div className="flex flex-col gap-4" aria-live="polite">
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-muted text-xs">{words.duration}</span>
          <Segmented
            label={words.duration}
            value={minutes}
            options={MINUTES.map((value) => ({
              value,
              label: words.minutes(value),
            }))}
            onChange={setMinutes}
          />
        </div>
        {renewed ? (
          <p className="rounded-md border border-edge p-3">
            {words.planChanged}
          </p>
        ) : null}
        {start.error ? <ProblemNotice error={start.error} /> : null}
        {offer.error ? (
          <>
            <ProblemNotice error={offer.error} />
            <Button className="self-start" onClick={() => offer.refetch()}>
              {w.interface.retry}
            </Button>
          </>
        ) : null}
        {offer.data ? (
          <div className={offer.isFetching ? "opacity-50" : ""}>
            <TelemetryOfferView offer={offer.data} minutes={minutes} />
          </div>
        ) : offer.isFetching ? (
          <p className="py-10 text-center text-muted">{words.loading}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
