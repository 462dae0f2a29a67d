import type { Protocol } from "@/lib/simulator/mesh/outcome";

/** Who calls whom, how often. A flow is intent: what becomes of it follows from the objects in the store. */
export interface Flow {
  readonly from: FlowSource;
  readonly to: FlowTarget;
  readonly protocol: Protocol;
  /** Calls (HTTP, gRPC) or connections (TCP) per second, of each client pod. */
  readonly ratePerS: number;
  /** How many of the called pods each client pod keeps connections to; missing = all of them. */
  readonly spread?: number;
  /** What the application answers when the call arrives; 200 where not given. */
  readonly responseCode?: number;
  /** Seconds relative to the start of the scenario, negative = before; missing = always. */
  readonly startsAtS?: number;
  readonly endsAtS?: number;
}

export type FlowSource =
  /** Every running pod of a workload. */
  | {
      readonly kind: "workload";
      readonly namespace: string;
      readonly workload: string;
    }
  /** Pods too short-lived to be listed, e.g. of a CronJob; never scraped themselves. */
  | {
      readonly kind: "transient";
      readonly namespace: string;
      readonly workload: string;
      readonly injected: boolean;
    }
  /** Something that is no pod: a load balancer, a virtual machine, the API server. */
  | {
      readonly kind: "outside";
      readonly name: string;
      /** What pods see as its address; one of the outer world where not given. */
      readonly address?: string;
    }
  /**
   * A node in its own name: the kubelet of the called pod's node, or kube-proxy passing on what came
   * in at a node port, with the address of the node where it came in.
   */
  | {
      readonly kind: "node";
      readonly name: string;
      readonly as: "kubelet" | "node-port";
    }
  /** A pod that is gone; another may have its address by now. */
  | {
      readonly kind: "departed";
      readonly namespace: string;
      readonly workload: string;
      readonly address: string;
    };

type FlowTarget =
  | {
      readonly kind: "service";
      readonly namespace: string;
      readonly service: string;
      readonly port: number;
    }
  /** Straight to each pod's IP, past every Service: a scrape, or a peer of a StatefulSet. */
  | {
      readonly kind: "pods";
      readonly namespace: string;
      readonly workload: string;
      readonly port: number;
    };

/** "sleep.legacy → httpbin.foo" */
export function flowName({ from, to }: Flow): string {
  const source =
    from.kind === "outside" || from.kind === "node"
      ? from.name
      : `${from.workload}.${from.namespace}`;
  const target = to.kind === "service" ? to.service : to.workload;
  return `${source} → ${target}.${to.namespace}`;
}
