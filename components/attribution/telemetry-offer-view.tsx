"use client";
import { useWords } from "@/components/layout/preferences";
import { CopyButton } from "@/components/ui/copy-button";
import type { TelemetryOfferDto } from "@/lib/api/diagnostic-telemetry-contract";
import { formatCount } from "@/lib/words/figures";
import { objectName } from "./caller-sentence";

/** What one more Telemetry resource would do, word for word; or what stands in its way. */
export function TelemetryOfferView({
  offer,
  minutes,
}: {
  offer: TelemetryOfferDto;
  minutes: string;
}) {
  const { w, language } = useWords();
  const words = w.attribution.offer;
  if (offer.obstacle !== null) return <Obstacle offer={offer} />;
  return (
    <div className="flex flex-col gap-3">
      <p>{words.effect(formatCount(offer.pods, language), minutes)}</p>
      <p className="text-muted">{words.removed}</p>
      {offer.replacedProviders.length > 0 ? (
        <p className="rounded-md border border-edge p-3">
          {words.replaced(offer.replacedProviders.join(", "))}
        </p>
      ) : null}
      {offer.warnings.map((warning) => (
        <p key={warning} className="rounded-md border border-edge p-3">
          {warning}
        </p>
      ))}
      {offer.manifest === null ? null : (
        <div className="rounded-md border border-rule bg-sunken">
          <div className="flex items-center justify-between border-rule border-b py-1 pr-1 pl-3">
            <span className="text-muted text-xs">{words.manifest}</span>
            <CopyButton
              text={offer.manifest}
              label={w.interface.copy}
              doneLabel={w.interface.copied}
            />
          </div>
          <pre className="whitespace-pre-wrap break-words p-3 font-mono text-xs leading-5">
            {offer.manifest}
          </pre>
        </div>
      )}
    </div>
  );
}

function Obstacle({ offer }: { offer: TelemetryOfferDto }) {
  const { w } = useWords();
  const words = w.attribution.offer;
  const { obstacle, objects, refusal } = offer;
  if (obstacle === null) return null;
  return (
    <div className="rounded-md border border-edge p-3">
      <p className="font-medium">{words.obstacles[obstacle]}</p>
      {objects.length > 0 ? (
        <p className="mt-1 break-words text-muted">
          {words.inTheWay(objects.map(objectName).join(", "))}
        </p>
      ) : null}
      {refusal ? (
        <>
          <p className="mt-1 break-words">{refusal.message}</p>
          <p className="mt-1 text-muted">{refusal.remedy}</p>
        </>
      ) : null}
    </div>
  );
}
