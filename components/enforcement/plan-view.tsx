"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { AskWhoLink } from "@/components/attribution/ask-who-link";
import { useWords } from "@/components/layout/preferences";
import { CallerList } from "@/components/matrix/caller-list";
import { objectKey, objectName } from "@/components/matrix/object-name";
import { ReasonList } from "@/components/matrix/reason-list";
import { Section } from "@/components/ui/section";
import type { Window } from "@/lib/api/contract";
import type { Plan } from "@/lib/api/enforcement-contract";
import type { Reading } from "@/lib/words/seen";
import { type Consequence, consequenceOf } from "./consequence";
import { OperationView } from "./operation-view";

/** A plan in words: who is refused, who is not, what else is touched, what is written. */
export function PlanView({
  plan,
  asOf,
  window,
  onLeave,
}: {
  plan: Plan;
  asOf: Reading | null;
  window: Window;
  /** Follows a link out of the plan. */
  onLeave: () => void;
}) {
  const { w } = useWords();
  const words = w.enforcement;
  const consequence = consequenceOf(plan);
  const lookBack = plan.objections.filter(isLookBack);
  const otherObjections = plan.objections.filter((one) => !isLookBack(one));
  return (
    <>
      <p className="text-muted leading-6">
        {words.intro[plan.action](
          plan.service,
          plan.namespace,
          plan.refused.length === 0,
        )}
      </p>
      <div
        className={clsx(
          "mt-5",
          consequence === "refuses" && "rounded-md border border-refused p-3",
        )}
      >
        <Section
          title={
            <Heading consequence={consequence}>
              {plan.refused.length > 0
                ? words.refused(plan.refused.length)
                : words.refusedNone}
            </Heading>
          }
        >
          {/* How much was looked at belongs to what was seen, not below it. */}
          {lookBack.length > 0 ? (
            <div className="mb-2">
              <ReasonList reasons={lookBack} />
            </div>
          ) : null}
          <CallerList callers={plan.refused} asOf={asOf} figures="plaintext" />
          <ToldMutualTls refused={plan.refused} />
          {plan.refused.some(({ workload }) => workload === null) ? (
            <AskWhoLink
              service={{ namespace: plan.namespace, name: plan.service }}
              window={window}
              need="unnamed"
              onFollow={onLeave}
            />
          ) : null}
        </Section>
        {plan.unaffected.length > 0 ? (
          <details className="mt-3">
            <summary className="cursor-pointer text-muted">
              {words.unaffected(plan.unaffected.length)}
            </summary>
            <CallerList callers={plan.unaffected} asOf={asOf} figures="all" />
          </details>
        ) : null}
      </div>
      {otherObjections.length > 0 ? (
        <Section title={words.objections}>
          <ReasonList reasons={otherObjections} />
        </Section>
      ) : null}
      {plan.effects.length + plan.clientEffects.length > 0 ? (
        <Section title={words.ownEffects}>
          <Effects plan={plan} />
        </Section>
      ) : null}
      <Section title={words.manifest}>
        <div className="flex flex-col gap-3">
          {plan.operations.map((operation) => (
            <OperationView
              key={`${operation.verb}/${objectKey(operation.object)}`}
              operation={operation}
            />
          ))}
        </div>
        <DryRun plan={plan} />
      </Section>
    </>
  );
}

function isLookBack({ code }: Plan["objections"][number]): boolean {
  return code === "short-look-back";
}

/** So many are named; the others are counted. */
const NAMED = 3;

function ToldMutualTls({ refused }: Pick<Plan, "refused">) {
  const { w, language } = useWords();
  const told = refused.filter(({ toldMutualTls }) => toldMutualTls);
  if (told.length === 0) return null;
  const names = told
    .slice(0, NAMED)
    .map(({ namespace, workload }) => `${namespace}/${workload}`)
    .join(language === "zh" ? "、" : ", ");
  return (
    <p className="mt-2 text-muted">
      {w.enforcement.toldMutualTls(names, Math.max(0, told.length - NAMED))}
    </p>
  );
}

const MARKS: Record<Consequence, string> = {
  refuses: "border-2 border-refused",
  spares: "bg-mtls",
  unsure: "border border-faint border-dashed",
};

function Heading({
  consequence,
  children,
}: {
  consequence: Consequence;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "flex items-center gap-2",
        consequence === "refuses" && "text-refused",
      )}
    >
      <span
        aria-hidden
        className={clsx("size-3 rounded-[3px]", MARKS[consequence])}
      />
      {children}
    </span>
  );
}

function Effects({ plan }: { plan: Plan }) {
  const { w } = useWords();
  const words = w.enforcement;
  return (
    <ul className="flex flex-col text-xs leading-5">
      {plan.effects.map((effect) => {
        const port =
          effect.port === null ? words.allPorts : words.onePort(effect.port);
        const others = effect.services.filter((name) => !isOwn(plan, name));
        return (
          <li key={`${objectKey(effect.workload)}/${effect.port}`}>
            {words.effect(
              objectName(effect.workload),
              port,
              effect.before,
              effect.after,
            )}
            {others.length > 0 ? (
              <b className="font-medium text-plain-ink">
                {" · "}
                {words.alsoServes(others.join(", "))}
              </b>
            ) : null}
          </li>
        );
      })}
      {plan.clientEffects.map(({ namespace, before, after }) => (
        <li key={namespace}>
          {words.clientEffect(
            namespace,
            w.matrix.panel.sends[before],
            w.matrix.panel.sends[after],
          )}
        </li>
      ))}
    </ul>
  );
}

/** Services are named with or without their namespace. */
function isOwn(plan: Plan, name: string): boolean {
  return name === plan.service || name === `${plan.namespace}/${plan.service}`;
}

function DryRun({ plan }: { plan: Plan }) {
  const { w } = useWords();
  const words = w.enforcement;
  const { dryRun } = plan;
  if (!dryRun.accepted) {
    return (
      <div className="mt-3 rounded-md border border-refused p-3">
        <p className="font-semibold text-refused">
          {words.dryRun}: {words.dryRunRejected}
        </p>
        <p className="mt-1 font-mono text-xs break-words">{dryRun.message}</p>
        <p className="mt-1 text-muted">{dryRun.remedy}</p>
      </div>
    );
  }
  return (
    <div className="mt-2 text-muted text-xs">
      <p>
        {words.dryRun}: {words.dryRunAccepted}
      </p>
      {dryRun.warnings.map((warning) => (
        <p key={warning}>{words.warning(warning)}</p>
      ))}
    </div>
  );
}
