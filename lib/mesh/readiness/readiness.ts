/**
 * May this service be locked? READY needs evidence from every pod, or from as many as the team asks for;
 * whatever is not known is UNKNOWN, never READY (semantics D4 and E).
 */
import { callerReasons } from "./caller-reasons";
import { clientConflicts, hiddenRules, parentDisables } from "./client-reasons";
import { endpointsBeyondPods } from "./endpoint-reasons";
import { ingressCallers } from "./ingress-reasons";
import { legacyReasons } from "./legacy-reasons";
import { monitoredPorts } from "./monitor-reasons";
import { withOpenPorts } from "./open-ports";
import { apiServerCalls, outsideCallers } from "./outside-reasons";
import { plaintextReasons } from "./plaintext-reasons";
import {
  ambientClients,
  mixedEndpoints,
  notYetAmbient,
  plaintextScraping,
  unwrittenProbes,
} from "./pod-reasons";
import { portsLeftOpen } from "./ports-left-open";
import { type Reason, reason, type Verdict } from "./reason";
import { refusalReasons } from "./refusal-reasons";
import type { ServiceFacts } from "./service-facts";
import { unimportedServices } from "./sidecar-reasons";
import { podsWithoutProxy, standingReasons } from "./standing-reasons";
import { toleratedCoverage, unknowns } from "./unknown-reasons";
import { unreadCallers } from "./unread-kinds";

/** The verdict for one service, most important reason first. */
export function assessReadiness(facts: ServiceFacts): Verdict {
  const { policy } = facts;
  const unread = facts.unreadable.map((code) => reason(code, "block"));
  // Which rules clients follow does not change what a STRICT server accepts.
  const modeUnread = facts.unreadable.filter(
    (code) => code !== "rules-unreadable",
  );
  if (modeUnread.length > 0) return { state: "UNKNOWN", reasons: unread };
  if (policy.mode === "EXTERNAL" || policy.mode === "UNKNOWN") {
    return { state: "UNKNOWN", reasons: [reason("not-assessable", "block")] };
  }
  if (policy.mode === "NOT_ENFORCED") {
    return { state: "BLOCKED", reasons: [podsWithoutProxy(facts, "block")] };
  }
  if (policy.mode === "STRICT") {
    const refusals = refusalReasons(facts);
    const doubts = endpointsBeyondPods(facts);
    const open = portsLeftOpen(facts);
    const reasons = [
      ...doubts,
      ...refusals.knocking,
      reason("locked", "info", {}, policy.decidedBy),
      ...refusals.failed,
      ...standingReasons(facts),
    ];
    return {
      state: doubts.length === 0 ? "LOCKED" : "UNKNOWN",
      // A row carries its first reason only, and nobody may read there that all is shut.
      reasons: reasons.map((each, place) =>
        place === 0 || each.code === "locked"
          ? withOpenPorts(each, open)
          : each,
      ),
    };
  }
  return assessLock(facts, unread);
}

function assessLock(facts: ServiceFacts, unread: readonly Reason[]): Verdict {
  const blocks = blockers(facts);
  const doubts = [...unread, ...unknowns(facts)];
  const notes = warnings(facts);
  if (blocks.length > 0) {
    return { state: "BLOCKED", reasons: [...blocks, ...doubts, ...notes] };
  }
  if (doubts.length > 0) {
    return { state: "UNKNOWN", reasons: [...doubts, ...notes] };
  }
  const warns = notes.filter(({ level }) => level === "warn");
  const infos = [
    ...seen(facts),
    ...notes.filter((note) => !warns.includes(note)),
    ...shortLookBack(facts),
  ];
  return warns.length > 0
    ? { state: "READY_WITH_WARNINGS", reasons: [...warns, ...infos] }
    : { state: "READY", reasons: infos };
}

/** E01, E02, E03, E05, E10, E14, E19: what would break, or would stay without effect. */
export function blockers(facts: ServiceFacts): Reason[] {
  return [
    ...plaintextReasons(facts).blocks,
    ...clientConflicts(facts),
    ...parentDisables(facts),
    ...legacyReasons(facts),
    ...apiServerCalls(facts),
    ...unwrittenProbes(facts),
  ];
}

/** Everything else that speaks for a look before the lock, and what is good to know. */
export function warnings(facts: ServiceFacts): Reason[] {
  return [
    ...plaintextReasons(facts).warnings,
    ...toleratedCoverage(facts),
    ...standingReasons(facts),
    ...mixedEndpoints(facts),
    ...hiddenRules(facts),
    ...notYetAmbient(facts),
    ...ambientClients(facts),
    ...endpointsBeyondPods(facts),
    ...plaintextScraping(facts),
    ...monitoredPorts(facts),
    ...callerReasons(facts),
    ...unimportedServices(facts),
    ...ingressCallers(facts),
    ...outsideCallers(facts),
    ...unreadCallers(facts),
    ...facts.criteria.invalid.map((annotation) =>
      reason("criteria-annotation-invalid", "warn", { annotation }),
    ),
  ];
}

/** A team that sets a minimum has said what is enough; nobody else has. */
export function shortLookBack({ reading, criteria }: ServiceFacts): Reason[] {
  return reading === null || criteria.minWindowS > 0 || reading.windowS >= DAY_S
    ? []
    : [reason("short-look-back", "info", { windowS: reading.windowS })];
}

/** What runs by the clock runs mostly once a day. */
const DAY_S = 86_400;

/** Only where it is the whole truth: with tolerated plaintext, the warning about it comes first. */
function seen(facts: ServiceFacts): Reason[] {
  const { coverage, state } = facts.evidence;
  return state === "plaintext_seen"
    ? []
    : [
        reason("only-mutual-tls-seen", "info", {
          reporting: coverage.reportingPods,
          pods: coverage.pods,
        }),
      ];
}
