import { expect, it } from "vitest";
import { atOnce } from "@/lib/mesh/at-once";
import { readEnvelope } from "./answer-parts";

const rows = Array.from({ length: 50 }, (_, at) => ({
  metric: { pod: `web-${at}`, said: 'a quote: ",{"metric":{} and \\ more' },
  value: [1_760_000_000.5, at === 7 ? "+Inf" : String(at)],
}));

const text = (parts: object = {}) =>
  JSON.stringify({
    status: "success",
    data: { resultType: "vector", result: rows },
    ...parts,
  });

const whole = (body: string) => atOnce(readEnvelope(body, body.length));

it.each([1, 100, 333, 2_000])(
  "an answer cut every %i characters is the answer in one piece",
  (partChars) => {
    const body = text({ warnings: ['it is partial: ",{"metric":{'] });
    const parts = readEnvelope(body, partChars);
    let pauses = 0;
    while (!parts.next().done) pauses += 1;
    // After one pause it has not given up cutting.
    expect(pauses).toBeGreaterThan(1);
    expect(atOnce(readEnvelope(body, partChars))).toEqual(whole(body));
  },
);

it("fields before the rows count as well", () => {
  const body = text().replace("{", '{"warnings":["early"],');
  expect(atOnce(readEnvelope(body, 100))).toEqual(whole(body));
  expect(whole(body)).toMatchObject({ warnings: ["early"] });
});

it.each([
  ["is cut off", text().slice(0, -20), "no JSON"],
  [
    "has one row of another shape",
    text().replace('"web-40"', "40"),
    "another shape",
  ],
  ["ends in something else", text().replace(/\]\}\}$/, "]},}"), "no JSON"],
])("a long answer that %s is refused as a whole", (_name, body, told) => {
  expect(atOnce(readEnvelope(body, 200))).toBe(told);
});
