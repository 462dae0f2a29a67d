import type { InboundCall } from "@/lib/access-log/inbound-call";
import { AddressBook } from "@/lib/attribution/address-book";
import { callAttributor } from "@/lib/attribution/attribute-calls";
import type { LoggedCall } from "@/lib/attribution/logged-call";
import { nodeAddresses } from "@/lib/attribution/node-addresses";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, Pod } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";

export const ingress = { kind: "Service", namespace: "edge", name: "ingress" };
/** When calls are made, unless they say otherwise; a minute after their pods were first seen. */
export const NOW = Date.parse("2026-11-22T10:41:07Z");
const httpbin = aService("foo/httpbin");

export function aCall(
  ip: string,
  parts: Partial<InboundCall> = {},
): InboundCall {
  return {
    atMs: NOW,
    peer: { ip, from: "connection" },
    localPort: 8080,
    transport: "plaintext",
    identity: null,
    refused: null,
    ...parts,
  };
}

/** What is said of these calls to httpbin, where these pods were seen. */
export function attribute(
  pods: readonly Pod[],
  calls: readonly LoggedCall[],
  parts: Partial<Inventory> = {},
  nodes = [
    {
      name: "node-1",
      addresses: ["192.168.1.10"],
      podRanges: ["10.244.1.0/24"],
    },
  ],
) {
  const book = new AddressBook();
  book.observe(pods, NOW - 60_000);
  const attributor = callAttributor(
    indexMesh(anInventory({ pods, services: [httpbin], ...parts })),
    {
      book,
      nodes: nodeAddresses(nodes),
      apiServer: new Set(["192.168.1.2"]),
      outer: new Map([["203.0.113.80", ingress]]),
    },
    [httpbin],
  );
  for (const call of calls) attributor.add(call);
  return attributor.attribution();
}

export const sleep = withoutProxy(aPod("legacy/sleep-1", { ip: "10.244.2.9" }));
