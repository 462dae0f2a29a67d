import { describe, expect, it, vi } from "vitest";
import { readAccessLog } from "@/lib/access-log/read-access-log";
import { readZtunnelLine } from "@/lib/access-log/ztunnel-line";
import { ipOf, TestWorld } from "./test-world";

vi.setConfig({ testTimeout: 30_000 });

function loggedShop() {
  const it = new TestWorld("shop");
  it.configure("accessLogFile: /dev/stdout");
  return it;
}

/** Who reached a workload in plaintext, by address. */
function plaintextPeers(
  it: TestWorld,
  namespace: string,
  app: string,
  sinceMs: number,
) {
  const calls = it
    .pods(namespace, app)
    .flatMap(
      (pod) => readAccessLog(it.log(pod, sinceMs), new Set([ipOf(pod)])).calls,
    )
    .filter(({ transport }) => transport === "plaintext");
  return new Set(calls.map(({ peer }) => peer?.ip));
}

function nodeOf(it: TestWorld, namespace: string, app: string): number {
  const { nodeName } = it.pod(namespace, app).spec as { nodeName: string };
  return Number(nodeName.replace("node-", ""));
}

describe("the strangers of the shop", () => {
  it("come with the address that tells who they are", () => {
    const it = loggedShop();
    const sinceMs = it.pass(4);
    const peers = (namespace: string, app: string) =>
      plaintextPeers(it, namespace, app, sinceMs);
    expect(peers("messaging", "push")).toEqual(
      new Set([ipOf(it.pod("erp", "price-export"))]),
    );
    expect(peers("accounts", "partner-api")).toEqual(new Set(["203.0.113.24"]));
    expect(peers("catalog", "prices")).toEqual(
      new Set(
        [it.pod("catalog", "price-import"), it.pod("erp", "erp-gateway")].map(
          ipOf,
        ),
      ),
    );
    expect(peers("shipping", "labels")).toEqual(
      new Set([`10.244.${nodeOf(it, "shipping", "labels")}.1`]),
    );
  });

  it("on a node's network come with the node's address, and over the bridge on the same node", () => {
    const it = loggedShop();
    const sinceMs = it.pass(10);
    const own = nodeOf(it, "messaging", "sms");
    const others = [1, 2, 3, 4, 5, 6].filter((node) => node !== own);
    expect(plaintextPeers(it, "messaging", "sms", sinceMs)).toEqual(
      new Set([
        `10.244.${own}.1`,
        ...others.map((node) => `192.168.10.${node + 10}`),
      ]),
    );
    const scanners = plaintextPeers(it, "shipping", "tracking", sinceMs);
    for (const address of scanners) {
      expect(address).toMatch(/^(192\.168\.10\.11|10\.244\.1\.1)$/);
    }
    expect(scanners.size).toBeGreaterThan(0);
  });

  it("leave their address to another pod, which never called", () => {
    const it = new TestWorld("shop");
    it.pass(1);
    const heir = it.pod("erp", "report-mailer");
    const before = it.clock.nowMs() - 40 * 60_000;
    const [profiles] = it
      .pods("accounts", "profiles")
      .flatMap(
        (pod) => readAccessLog(it.log(pod, before), new Set([ipOf(pod)])).calls,
      )
      .filter(({ peer }) => peer?.ip === ipOf(heir))
      .sort((left, right) => (right.atMs ?? 0) - (left.atMs ?? 0));
    const lastMs = profiles?.atMs ?? Number.NaN;
    expect(lastMs).toBeLessThan(
      Date.parse(heir.metadata.creationTimestamp) - 5 * 60_000,
    );
    expect(lastMs).toBeGreaterThan(it.clock.nowMs() - 30 * 60_000);
  });

  it("behind a gateway leave only what a header and a server name say", () => {
    const it = loggedShop();
    const sinceMs = it.pass(0.5);
    const pod = it.pod("web", "image-proxy");
    const { calls } = readAccessLog(it.log(pod, sinceMs), new Set([ipOf(pod)]));
    expect(
      new Set(calls.map(({ peer, transport }) => `${peer?.from} ${transport}`)),
    ).toEqual(new Set(["header claims_mutual_tls"]));
  });
});

describe("the log of a ztunnel", () => {
  it("tells of every connection that it counts, and of every one that it refuses", () => {
    const it = new TestWorld("ambient");
    const sinceMs = it.pass(20);
    let refusals = 0;
    for (const pod of it.pods("istio-system", "ztunnel")) {
      const lines = it.log(pod, sinceMs).split("\n");
      const calls = lines.flatMap((line) => readZtunnelLine(line) ?? []);
      const counted = (name: string, labels: Record<string, string>) =>
        it.grown(
          name,
          { reporter: "destination", pod: pod.metadata.name, ...labels },
          sinceMs,
        );
      const opened = "istio_tcp_connections_opened_total";
      expect(calls).toHaveLength(counted(opened, {}));
      const by = (transport: string) =>
        calls.filter((call) => call.transport === transport).length;
      expect(by("mutual_tls")).toBe(
        counted(opened, { connection_security_policy: "mutual_tls" }),
      );
      expect(by("plaintext")).toBe(
        counted(opened, { connection_security_policy: "unknown" }),
      );
      const refused = calls.filter((call) => call.refused !== null);
      expect(refused).toHaveLength(
        counted("istio_tcp_connections_closed_total", {
          response_flags: "DENY",
        }),
      );
      refusals += refused.length;
      for (const { source, destination, peer } of refused) {
        expect(destination.namespace).toMatch(/^(archive|restoration)$/);
        const named = it.store
          .list("Pod", source?.namespace)
          .find(({ metadata }) => metadata.name === source?.pod);
        expect(named && ipOf(named)).toBe(peer?.ip);
      }
    }
    expect(refusals).toBeGreaterThan(20);
  });

  it("names the policy that refuses", () => {
    const it = new TestWorld("ambient");
    const sinceMs = it.pass(20);
    const text = it
      .pods("istio-system", "ztunnel")
      .map((pod) => it.log(pod, sinceMs))
      .join("");
    expect(text).toMatch(
      /\terror\taccess\tconnection complete\t.*src\.workload="backup-.*dst\.workload="catalogue-.*error="connection closed due to policy rejection: explicitly denied by: istio-system\/istio_converted_static_strict"\n/,
    );
  });
});
