import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { REASON_CODES } from "@/lib/mesh/readiness/reason";
import {
  actionSchema,
  dataPlaneSchema,
  type ServiceRow,
  serviceModeSchema,
  serviceRowSchema,
  trafficStateSchema,
  verdictStateSchema,
} from "./contract";
import { packServices } from "./pack-services";
import { serviceColumnsSchema } from "./service-columns";
import { unpackServices } from "./unpack-services";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const count = fc.nat(1_000_000);
const counts = fc.record({
  mutualTls: count,
  plaintext: count,
  noStatement: count,
});
const time = fc.option(
  fc
    .integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })
    .map((ms) => new Date(ms).toISOString()),
);
const reason = fc.record({
  code: fc.constantFrom(...REASON_CODES),
  level: fc.constantFrom("block" as const, "warn" as const, "info" as const),
  params: fc.dictionary(name, fc.oneof(name, count), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  objects: fc.array(fc.record({ kind: name, namespace: name, name }), {
    maxLength: 2,
  }),
});
const cell = fc.record({
  client: fc.option(name),
  traffic: fc.constantFrom(...trafficStateSchema.options),
  requests: counts,
  connections: counts,
  lastPlaintextAt: time,
  refusedWhenStrict: fc.boolean(),
  callers: fc.array(fc.oneof(name, fc.constant("")), { maxLength: 3 }),
  moreCallers: fc.nat(2),
  plaintextCallers: fc.nat(3),
  refused: fc.option(
    fc.record({ requests: count, connections: count, lastAt: time }),
  ),
});
const line = fc.record({
  name,
  mode: fc.constantFrom(...serviceModeSchema.options),
  dataPlane: fc.constantFrom(...dataPlaneSchema.options),
  requests: counts,
  connections: counts,
  lastPlaintextAt: time,
  evidence: fc.constantFrom(...serviceRowSchema.shape.evidence.options),
  coverage: fc.record({
    reportingPods: count,
    proxiedPods: count,
    pods: count,
    complete: fc.boolean(),
  }),
  verdict: fc.record({
    state: fc.constantFrom(...verdictStateSchema.options),
    reason,
    more: count,
  }),
  criteria: fc.record({
    minWindowSeconds: fc.constantFrom(0, 300),
    maxPlaintext: fc.constantFrom(0, 5),
    quietPeriodSeconds: fc.constantFrom(null, 600),
    minCoveragePercent: fc.constantFrom(90, 100),
    from: fc.constantFrom("settings" as const, "namespace" as const),
  }),
  actions: fc.subarray([...actionSchema.options]),
  lockedByUs: fc.boolean(),
  refused: fc.option(
    fc.record({ requests: count, connections: count, lastAt: time }),
  ),
  cells: fc.array(cell, { maxLength: 3 }),
});
const namespace = fc.record({
  namespace: name,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});
const rows = fc
  .uniqueArray(namespace, {
    selector: (each) => each.namespace,
    maxLength: 4,
  })
  .map((all) =>
    all.flatMap((each) =>
      each.lines.map(
        (rest): ServiceRow => ({ namespace: each.namespace, ...rest }),
      ),
    ),
  );

describe("the columns of the matrix", () => {
  test("bring every figure of every line back, to the millisecond", () => {
    fc.assert(
      fc.property(rows, (before) => {
        const wire = serviceColumnsSchema.parse(
          JSON.parse(JSON.stringify(packServices(before))),
        );
        expect(unpackServices(wire)).toEqual(before);
      }),
    );
  });

  test("name what repeats once", () => {
    const [row] = fc.sample(line, { numRuns: 1, seed: 7 });
    if (!row) throw new Error("no line");
    const same = Array.from({ length: 50 }, (_, n) => ({
      namespace: "shop",
      ...row,
      name: `service-${n}`,
    }));
    const { namespaces, criteriaKinds, reasonKinds } = packServices(same);
    expect(namespaces).toEqual(["shop"]);
    expect(criteriaKinds).toHaveLength(1);
    expect(reasonKinds).toHaveLength(1);
  });

  test("that do not fit together are refused, never filled up with noughts", () => {
    fc.assert(
      fc.property(
        rows.filter((all) => all.length > 0),
        (before) => {
          const whole = packServices(before);
          const short = {
            ...whole,
            requests: {
              ...whole.requests,
              plaintext: whole.requests.plaintext.slice(1),
            },
          };
          expect(() => unpackServices(short)).toThrow();
        },
      ),
    );
  });
});
