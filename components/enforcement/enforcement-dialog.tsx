"use client";
import { useId, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Snapshot, Window } from "@/lib/api/contract";
import type {
  EnforcementOutcome,
  EnforcementRequest,
  Plan,
} from "@/lib/api/enforcement-contract";
import { problemCode } from "@/lib/query/api-error";
import { useEnforce, usePlan } from "@/lib/query/enforcement";
import { readingOf } from "@/lib/words/seen";
import { Confirmation } from "./confirmation";
import type { Intent } from "./intent";
import { PlanView } from "./plan-view";
import { ProblemNotice } from "./problem-notice";
import { WhyNot } from "./why-not";

/**
 * Between a decision and the cluster: the plan as the API server understands it, then the act.
 * A refusal keeps the dialog, the plan and what was typed.
 */
export function EnforcementDialog({
  intent,
  snapshot,
  window,
  onClose,
  onDone,
}: {
  intent: Intent;
  snapshot: Snapshot;
  window: Window;
  onClose: () => void;
  onDone: (outcome: EnforcementOutcome) => void;
}) {
  const { w } = useWords();
  const words = w.enforcement;
  const { action, namespace, service } = intent;
  // Fixed for the life of the dialog: the plan must not change because the page behind it does.
  const [request] = useState<EnforcementRequest>({
    action,
    namespace,
    service,
    window,
  });
  const [typed, setTyped] = useState("");
  const whyNot = useId();
  const [renewed, setRenewed] = useState(false);
  const plan = usePlan(request);
  const act = useEnforce();

  const apply = async (accepted: Plan) => {
    try {
      const outcome = await act.mutateAsync({
        ...request,
        planHash: accepted.planHash,
        ...(accepted.needsConfirmation ? { confirmation: typed } : {}),
      });
      onDone(outcome);
    } catch (error) {
      // The mutation keeps the error for the notice below.
      if (problemCode(error) !== "plan-changed") return;
      // The name was typed for the plan before: the new one has to be confirmed anew.
      setTyped("");
      setRenewed(true);
      act.reset();
      await plan.refetch();
    }
  };

  const ready = plan.data !== undefined && !plan.isFetching;
  const mayApply =
    ready &&
    !act.isPending &&
    plan.data.dryRun.accepted &&
    (!plan.data.needsConfirmation || typed === service);

  return (
    <Dialog
      open
      place="center"
      onClose={() => {
        if (!act.isPending) onClose();
      }}
      closeLabel={w.interface.close}
      title={
        <>
          {words.title[action](service)}{" "}
          <span className="font-normal text-muted">· {namespace}</span>
        </>
      }
      footer={
        <form
          className="flex flex-wrap items-end justify-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (mayApply && plan.data) void apply(plan.data);
          }}
        >
          {plan.data && !plan.data.dryRun.accepted ? (
            <WhyNot id={whyNot} plan={plan.data} />
          ) : plan.data?.needsConfirmation ? (
            <Confirmation service={service} typed={typed} onType={setTyped} />
          ) : null}
          <div className="flex gap-2">
            <Button
              className="h-8 px-3"
              onClick={onClose}
              disabled={act.isPending}
            >
              {w.interface.cancel}
            </Button>
            <Button
              type="submit"
              tone="solid"
              className="h-8 px-3"
              disabled={!mayApply}
              {...(plan.data?.dryRun.accepted === false && {
                "aria-describedby": whyNot,
              })}
            >
              {act.isPending ? words.applying : words.apply[action]}
            </Button>
          </div>
        </form>
      }
    >
      <div className="flex flex-col gap-4" aria-live="polite">
        {renewed ? (
          <p className="rounded-md border border-plain p-3">
            {words.planChanged}
          </p>
        ) : null}
        {act.error ? <ProblemNotice error={act.error} /> : null}
        {plan.error ? (
          <>
            <ProblemNotice error={plan.error} />
            <Button className="self-start" onClick={() => plan.refetch()}>
              {w.interface.retry}
            </Button>
          </>
        ) : null}
        {plan.data ? (
          <div className={plan.isFetching ? "opacity-50" : ""}>
            <PlanView
              plan={plan.data}
              asOf={readingOf(snapshot)}
              window={window}
              onLeave={onClose}
            />
          </div>
        ) : plan.isFetching ? (
          <p className="py-10 text-center text-muted">{words.loading}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
