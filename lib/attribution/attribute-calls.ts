/**
 * Names the callers behind logged connections. What cannot be named is counted under the reason, and
 * nothing is ever given to the likeliest: two pods that shared an address are two candidates.
 */
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import type { AttributedCaller, CallerName } from "./attributed-caller";
import { CallerGroups } from "./caller-groups";
import { callerNaming } from "./caller-naming";
import { type LoggedCall, lastSeenMs, laterOf } from "./logged-call";
import type { ClusterAddresses, UnknownPlace } from "./origin";

export interface Attribution {
  readonly callers: readonly AttributedCaller[];
  readonly notAttributed: {
    /** Addresses that nobody in the cluster had at that time, most calls first. */
    readonly unknownAddresses: readonly UnknownAddress[];
    /** Addresses whose caller is one of several, or nobody that is certain, most calls first. */
    readonly ambiguous: readonly AmbiguousAddress[];
    /** The log names only what a header claimed. */
    readonly claimedByHeader: number;
    /** The log names nobody. */
    readonly withoutAddress: number;
  };
  /** Calls with an identity that the proxy checked. */
  readonly mutualTls: number;
  /** Calls with no more than a server name as Istio's clients send it; neither proved nor named. */
  readonly mutualTlsClaimed: number;
  /** Calls with TLS of which the log does not tell whether it was mutual; neither counted nor named. */
  readonly transportUnknown: number;
}

interface CountedAddress {
  readonly ip: string;
  readonly accepted: number;
  readonly refused: number;
  readonly lastAtMs: number | null;
}

export interface UnknownAddress extends CountedAddress {
  readonly place: UnknownPlace;
}

export interface AmbiguousAddress extends CountedAddress {
  /** By name. One alone had ended at a time that nobody knows: before the call, or after it. */
  readonly between: readonly CallerName[];
}

/** Takes calls in any portions: there may be some hundred thousand. */
export interface CallAttributor {
  /** Calls over mutual TLS are only counted. */
  add(call: LoggedCall): void;
  attribution(): Attribution;
}

/** @param services the services behind which the called pods stand */
export function callAttributor(
  index: MeshIndex,
  addresses: ClusterAddresses,
  services: readonly Service[],
): CallAttributor {
  const groups = new CallerGroups();
  const unknown = new Map<string, UnknownAddress>();
  const ambiguous = new Map<string, AmbiguousAddress>();
  const naming = callerNaming(index, addresses);
  const counts = {
    claimedByHeader: 0,
    withoutAddress: 0,
    mutual_tls: 0,
    claims_mutual_tls: 0,
    unknown: 0,
  };
  return {
    add(call) {
      if (call.transport !== "plaintext") {
        counts[call.transport] += 1;
        return;
      }
      const found = naming(call);
      if (typeof found === "string") counts[found] += 1;
      else if ("who" in found) groups.add(found.who, call, found.pods);
      else if ("between" in found) count(ambiguous, found, call);
      else count(unknown, found, call);
    },
    attribution() {
      const { claimedByHeader, withoutAddress } = counts;
      return {
        callers: groups.callers(index, services),
        notAttributed: {
          unknownAddresses: [...unknown.values()].sort(byCalls),
          ambiguous: [...ambiguous.values()].sort(byCalls),
          claimedByHeader,
          withoutAddress,
        },
        mutualTls: counts.mutual_tls,
        mutualTlsClaimed: counts.claims_mutual_tls,
        transportUnknown: counts.unknown,
      };
    },
  };
}

/** Adds the call to what is counted for the same answer. */
function count<T extends { readonly ip: string }>(
  counted: Map<string, T & CountedAddress>,
  answer: T,
  call: LoggedCall,
): void {
  const key = JSON.stringify(answer);
  const known = counted.get(key);
  counted.set(key, {
    ...answer,
    accepted: (known?.accepted ?? 0) + (call.refused === null ? 1 : 0),
    refused: (known?.refused ?? 0) + (call.refused === null ? 0 : 1),
    lastAtMs: laterOf(known?.lastAtMs ?? null, lastSeenMs(call)),
  });
}

function byCalls(a: CountedAddress, b: CountedAddress): number {
  return (
    b.accepted + b.refused - a.accepted - a.refused || (a.ip < b.ip ? -1 : 1)
  );
}
