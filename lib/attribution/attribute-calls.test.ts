import { describe, expect, it } from "vitest";
import { aPod, withoutProxy } from "@/lib/mesh/testing/inventory-builders";
import type { Attribution } from "./attribute-calls";
import type { AttributedCaller } from "./attributed-caller";
import { aCall, attribute, ingress, NOW, sleep } from "./testing/logged-calls";

describe("who called in plaintext", () => {
  it("names the workload, counts its calls and says when it called last", () => {
    const { callers, notAttributed } = attribute(
      [sleep],
      [aCall("10.244.2.9"), aCall("10.244.2.9", { atMs: NOW + 5_000 })],
    );
    expect(callers).toMatchObject([
      {
        who: { kind: "workload", workload: { name: "sleep" } },
        pods: ["sleep-1"],
        accepted: 2,
        refused: 0,
        ports: [8080],
        lastAtMs: NOW + 5_000,
        reason: { cause: "namespace-not-labelled", object: { name: "legacy" } },
      },
    ]);
    expect(notAttributed.unknownAddresses).toEqual([]);
  });

  it("leaves out mutual TLS, and counts what may be either apart", () => {
    const mutual = aCall("10.244.2.9", { transport: "mutual_tls" });
    const either = aCall("10.244.2.9", { transport: "unknown" });
    expect(attribute([sleep], [mutual, either])).toMatchObject({
      callers: [],
      transportUnknown: 1,
    });
  });

  it("counts refused calls apart from those let in", () => {
    const refused = aCall("10.244.2.9", { refused: "no-filter-chain" });
    expect(attribute([sleep], [refused]).callers).toMatchObject([
      { accepted: 0, refused: 1 },
    ]);
  });

  const other = withoutProxy(aPod("batch/report-1", { ip: "10.244.2.9" }));
  const namesOf = (who: AttributedCaller["who"]) =>
    who.kind === "workload" ? who.workload.name : who.kind;
  const ambiguities = (result: Attribution) =>
    result.notAttributed.ambiguous.map(({ between }) => between.map(namesOf));

  it("does not choose between two workloads that shared an address, and names both", () => {
    const result = attribute(
      [sleep, other],
      [aCall("10.244.2.9"), aCall("10.244.2.9", { refused: "ztunnel-policy" })],
    );
    expect(result.callers).toEqual([]);
    expect(result.notAttributed.ambiguous).toMatchObject([
      { ip: "10.244.2.9", accepted: 1, refused: 1, lastAtMs: NOW },
    ]);
    expect(ambiguities(result)).toEqual([["report", "sleep"]]);
  });

  it("lets ztunnel's own name choose between them", () => {
    const source = { namespace: "batch", pod: "report-1" };
    const call = { ...aCall("10.244.2.9"), source };
    expect(attribute([sleep, other], [call]).callers).toMatchObject([
      { who: { workload: { name: "report" } }, pods: ["report-1"] },
    ]);
  });

  it("believes neither where ztunnel's name and the address disagree", () => {
    const source = { namespace: "shop", pod: "cart-7" };
    const call = { ...aCall("10.244.2.9"), source };
    const result = attribute([sleep], [call]);
    expect(result.callers).toEqual([]);
    expect(ambiguities(result)).toEqual([["sleep", "cart-7"]]);
    const atNode = { ...aCall("192.168.1.10"), source };
    expect(ambiguities(attribute([sleep], [atNode]))).toEqual([
      ["node", "cart-7"],
    ]);
  });

  it("says when a long connection ended, and names who had the address when it began", () => {
    const source = { namespace: "legacy", pod: "sleep-1" };
    const call = {
      ...aCall("10.244.2.9", { atMs: NOW - 5_000 }),
      loggedAtMs: NOW + 3_600_000,
      source,
    };
    expect(attribute([sleep], [call]).callers).toMatchObject([
      { who: { workload: { name: "sleep" } }, lastAtMs: NOW + 3_600_000 },
    ]);
  });

  it("calls a pod that had finished before it was seen a possible caller, no more", () => {
    const done = { ...other, phase: "Succeeded" };
    const call = aCall("10.244.2.9", { atMs: NOW - 120_000 });
    const result = attribute([done], [call]);
    expect(result.callers).toEqual([]);
    expect(ambiguities(result)).toEqual([["report"]]);
    const source = { namespace: "batch", pod: "report-1" };
    expect(attribute([done], [{ ...call, source }]).callers).toMatchObject([
      { who: { workload: { name: "report" } } },
    ]);
  });

  it("names a pod that had finished before it was seen, where its end and the call's time are known", () => {
    const done = {
      ...other,
      phase: "Succeeded",
      finishedAtS: (NOW - 100_000) / 1_000,
    };
    const call = aCall("10.244.2.9", { atMs: NOW - 120_000 });
    expect(attribute([done], [call]).callers).toMatchObject([
      { who: { workload: { name: "report" } } },
    ]);
    const late = aCall("10.244.2.9", { atMs: NOW - 80_000 });
    expect(attribute([done], [late]).callers).toEqual([]);
    expect(
      ambiguities(attribute([done], [aCall("10.244.2.9", { atMs: null })])),
    ).toEqual([["report"]]);
  });

  it("counts a server name of Istio's apart from mutual TLS that was proved", () => {
    const claimed = aCall("10.244.2.9", { transport: "claims_mutual_tls" });
    const proved = aCall("10.244.2.9", { transport: "mutual_tls" });
    expect(attribute([sleep], [claimed, claimed, proved])).toMatchObject({
      callers: [],
      mutualTls: 1,
      mutualTlsClaimed: 2,
      transportUnknown: 0,
    });
  });

  it("counts ports of a scanner beyond the first twenty", () => {
    const calls = Array.from({ length: 65 }, (_, port) =>
      aCall("10.244.2.9", { localPort: port + 1 }),
    );
    const [caller] = attribute([sleep], calls).callers;
    expect(caller?.ports).toHaveLength(20);
    expect(caller?.morePorts).toBe(45);
  });

  it("names nobody by what a header claims", () => {
    const claimed = aCall("10.244.2.9", {
      peer: { ip: "10.244.2.9", from: "header" },
    });
    expect(attribute([sleep], [claimed])).toMatchObject({
      callers: [],
      notAttributed: { claimedByHeader: 1 },
    });
  });

  it("reports addresses that nobody had, most calls first", () => {
    const { callers, notAttributed } = attribute(
      [sleep],
      [aCall("203.0.113.5"), aCall("203.0.113.9"), aCall("203.0.113.9")],
    );
    expect(callers).toEqual([]);
    expect(notAttributed.unknownAddresses).toMatchObject([
      { ip: "203.0.113.9", accepted: 2, place: "outside" },
      { ip: "203.0.113.5", accepted: 1, place: "outside" },
    ]);
  });

  it("tells an address of the pods' ranges from one outside, and neither where nodes keep their ranges to themselves", () => {
    const placeOf = (ip: string, nodes?: Parameters<typeof attribute>[3]) =>
      attribute([sleep], [aCall(ip)], {}, nodes).notAttributed
        .unknownAddresses[0]?.place;
    expect(placeOf("10.244.1.77")).toBe("pod-range");
    expect(placeOf("203.0.113.5", [])).toBe("not-known");
  });

  it("takes ztunnel's name where the address tells nothing, also of a pod that is long gone", () => {
    const source = { namespace: "legacy", pod: "report-7" };
    const call = { ...aCall("10.244.9.9"), source };
    expect(attribute([sleep], [call]).callers).toMatchObject([
      {
        who: {
          workload: { kind: "Pod", namespace: "legacy", name: "report-7" },
        },
        reason: null,
      },
    ]);
  });

  it("counts a line without any address", () => {
    const nobody = aCall("", { peer: null });
    expect(attribute([sleep], [nobody]).notAttributed.withoutAddress).toBe(1);
  });

  it.each([
    ["192.168.1.10", { kind: "node", node: "node-1", apiServer: false }],
    ["10.244.1.1", { kind: "node", node: "node-1", apiServer: false }],
    ["192.168.1.2", { kind: "api-server" }],
    ["203.0.113.80", { kind: "load-balancer", service: ingress }],
  ])("knows the cluster's own addresses: %s", (ip, who) => {
    expect(attribute([sleep], [aCall(ip)]).callers).toMatchObject([
      { who, reason: null },
    ]);
  });

  it("knows a node by its hostNetwork pods where nodes may not be read", () => {
    const agent = aPod("kube-system/agent-1", {
      hostNetwork: true,
      ip: "192.168.1.11",
      nodeName: "node-2",
    });
    const { callers } = attribute([agent], [aCall("192.168.1.11")], {}, []);
    expect(callers).toMatchObject([
      {
        who: { kind: "node", node: "node-2", apiServer: false },
        pods: ["agent-1"],
      },
    ]);
  });

  it("names the pods on a node's network also where a call came over its bridge", () => {
    const agent = aPod("kube-system/agent-1", {
      hostNetwork: true,
      ip: "192.168.1.10",
      nodeName: "node-1",
    });
    const { callers } = attribute([agent], [aCall("10.244.1.1")]);
    expect(callers).toMatchObject([
      { who: { kind: "node", node: "node-1" }, pods: ["agent-1"] },
    ]);
  });

  it("names the node with its pods where the API server lives on it, as in every kind cluster", () => {
    const agent = aPod("kube-system/agent-1", {
      hostNetwork: true,
      ip: "192.168.1.2",
      nodeName: "control-plane",
    });
    for (const nodes of [
      [],
      [{ name: "control-plane", addresses: ["192.168.1.2"], podRanges: [] }],
    ]) {
      const { callers } = attribute([agent], [aCall("192.168.1.2")], {}, nodes);
      expect(callers).toMatchObject([
        {
          who: { kind: "node", node: "control-plane", apiServer: true },
          pods: ["agent-1"],
        },
      ]);
    }
  });
});
