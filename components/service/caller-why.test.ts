import { expect, test } from "vitest";
import { aCaller, someCounts } from "@/components/testing/a-snapshot";
import type { Caller } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { callerWhy } from "./caller-why";

const plain = (over: Partial<Caller> = {}) =>
  aCaller({ requests: someCounts({ plaintext: 3 }), ...over });
const rule = { kind: "DestinationRule", namespace: "web", name: "cart" };
const told = (
  sends: ServiceDetail["clientTls"][number]["sends"],
  by: typeof rule | null = null,
): ServiceDetail["clientTls"] => [{ namespace: "web", sends, rule: by }];

test("a caller without plaintext needs no reason", () => {
  const caller = aCaller({ requests: someCounts({ mutualTls: 9 }) });
  expect(callerWhy(caller, told("plaintext", rule), true)).toBeNull();
});

test("plaintext in one unit is enough", () => {
  const caller = aCaller({ connections: someCounts({ plaintext: 1 }) });
  expect(callerWhy(caller, told("plaintext", rule), true)?.kind).toBe("rule");
});

test.each([
  [
    "no-name",
    plain({ namespace: null, workload: null }),
    told("mutual_tls"),
    true,
  ],
  ["no-name", plain({ workload: null }), told("mutual_tls"), true],
  ["rule", plain(), told("plaintext", rule), true],
  ["rule", plain(), told("tls", rule), false],
  ["auto-mtls-off", plain(), told("plaintext"), false],
  ["inferred", plain(), told("plaintext"), true],
  ["inferred", plain(), told("per_endpoint"), true],
  ["told-mutual-tls", plain(), told("mutual_tls", rule), true],
  ["told-mutual-tls", plain(), told("mutual_tls_without_hbone"), true],
  ["unexplained", plain({ namespace: "bank" }), told("plaintext", rule), true],
  ["unexplained", plain(), [], true],
] as const)("%s", (kind, caller, clientTls, autoMtls) => {
  expect(callerWhy(caller, [...clientTls], autoMtls)?.kind).toBe(kind);
});
