import type { AttributedCaller } from "@/lib/attribution/attributed-caller";
import { bookOf } from "@/lib/attribution/desk";
import { findOutWho, type WhoAnswer } from "@/lib/attribution/find-out-who";
import { remedyFor, remedyForPlace } from "@/lib/attribution/remedy";
import { systemClock } from "@/lib/clock";
import type { SimulatedDesk } from "./simulated-desk";

/** What "find out who" answers about one service ("namespace/name"), with the logs of so many seconds. */
export function askWho(
  { hub }: SimulatedDesk,
  path: string,
  sinceSeconds: number,
): Promise<WhoAnswer> {
  const [namespace = "", service = ""] = path.split("/");
  const asked = { namespace, service, sinceSeconds };
  return findOutWho(hub, bookOf(hub), asked, systemClock());
}

/**
 * Every caller in plaintext that the logs show, as "Deployment legacy/sleep: namespace-not-labelled →
 * label-namespace-and-restart", and every address without a name as "not attributable: outside".
 */
export function toldCallers(answer: WhoAnswer): readonly string[] {
  const { callers, notAttributed } = answer.log.attribution;
  return [
    ...new Set([
      ...callers.map((caller) => told(answer, caller)),
      ...notAttributed.unknownAddresses.map(
        ({ place }) => `not attributable: ${place}`,
      ),
      ...notAttributed.ambiguous.map(() => "not attributable: one of several"),
    ]),
  ].sort();
}

function told(
  { index, near }: WhoAnswer,
  { who, reason }: AttributedCaller,
): string {
  if (who.kind === "workload") {
    const { kind, namespace, name } = who.workload;
    const path = `${kind} ${namespace}/${name}`;
    if (reason === null) return `${path}: gone`;
    const asked = { workload: who.workload, reason };
    const { code, commands } = remedyFor(index, asked, null, near);
    return `${path}: ${reason.cause} → ${code}${commands.length > 0 ? "" : " (no command)"}`;
  }
  if (reason === null) {
    return `${who.kind} → ${remedyForPlace(who, null).code}`;
  }
  const asked = { workload: reason.object, reason };
  return `${who.kind}: ${reason.cause} → ${remedyFor(index, asked, null, near).code}`;
}
