import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { Pod, Service } from "@/lib/mesh/objects";
import {
  type AttributedCaller,
  type CallerName,
  MAX_PODS,
  MAX_PORTS,
} from "./attributed-caller";
import { kubeletProbe } from "./kubelet-probe";
import { type LoggedCall, lastSeenMs, laterOf } from "./logged-call";
import { type PlaintextReason, whyPlaintext } from "./why-plaintext";

/** Calls, gathered under who made them. */
export class CallerGroups {
  private readonly groups = new Map<string, Group>();

  /** @param pods those of the caller that may have made the call */
  add(who: CallerName, call: LoggedCall, pods: readonly Pod[]): void {
    const key =
      who.kind === "workload" ? refKey(who.workload) : JSON.stringify(who);
    const group = this.groups.get(key) ?? new Group(who);
    this.groups.set(key, group);
    group.add(call, pods);
  }

  /** Most calls first. */
  callers(index: MeshIndex, services: readonly Service[]): AttributedCaller[] {
    return [...this.groups.values()]
      .map((group) => group.caller(index, services))
      .sort(byCalls);
  }
}

class Group {
  private readonly pods = new Map<string, Pod>();
  private readonly addresses = new Set<string>();
  private readonly ports = new Set<number>();
  private accepted = 0;
  private refused = 0;
  private lastAtMs: number | null = null;

  constructor(private readonly who: CallerName) {}

  add(call: LoggedCall, pods: readonly Pod[]): void {
    for (const pod of pods) this.pods.set(pod.uid, pod);
    if (call.peer !== null) this.addresses.add(call.peer.ip);
    if (call.localPort !== null) this.ports.add(call.localPort);
    if (call.refused === null) this.accepted += 1;
    else this.refused += 1;
    this.lastAtMs = laterOf(this.lastAtMs, lastSeenMs(call));
  }

  caller(index: MeshIndex, services: readonly Service[]): AttributedCaller {
    const names = [...this.pods.values()].map(({ name }) => name).sort();
    const [example] = this.pods.values();
    const ports = [...this.ports].sort((a, b) => a - b);
    return {
      who: this.who,
      pods: names.slice(0, MAX_PODS),
      morePods: Math.max(0, names.length - MAX_PODS),
      addresses: [...this.addresses].sort(),
      ports: ports.slice(0, MAX_PORTS),
      morePorts: Math.max(0, ports.length - MAX_PORTS),
      accepted: this.accepted,
      refused: this.refused,
      lastAtMs: this.lastAtMs,
      reason: this.reason(index, example, services, ports),
    };
  }

  private reason(
    index: MeshIndex,
    example: Pod | undefined,
    services: readonly Service[],
    ports: readonly number[],
  ): PlaintextReason | null {
    const { who } = this;
    if (who.kind === "node") {
      return kubeletProbe(index, who.node, services, ports);
    }
    return who.kind === "workload" && example !== undefined
      ? whyPlaintext(index, example, services, ports)
      : null;
  }
}

function byCalls(a: AttributedCaller, b: AttributedCaller): number {
  const total = ({ accepted, refused }: AttributedCaller) => accepted + refused;
  return (
    total(b) - total(a) ||
    (JSON.stringify(a.who) < JSON.stringify(b.who) ? -1 : 1)
  );
}
