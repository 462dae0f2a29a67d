import { describe, expect, it } from "vitest";
import { sendsHbone } from "./istiod-hbone";

const AMBIENT = "PILOT_ENABLE_AMBIENT";
const SENDING = "PILOT_ENABLE_SENDING_HBONE";

const set = (name: string, value: string) => ({ name, value });
const elsewhere = (name: string) => ({ name, valueFrom: { fieldRef: {} } });

describe("whether istiod lets sidecars send HBONE (semantics B5, note 3)", () => {
  it.each<[string, boolean | null, unknown[]]>([
    ["off where nothing is set", false, []],
    ["off without ambient", false, [set(SENDING, "true")]],
    ["on with ambient", true, [set(AMBIENT, "true")]],
    ["on in any of Go's spellings", true, [set(AMBIENT, "1")]],
    [
      "off where it is taken back",
      false,
      [set(AMBIENT, "true"), set(SENDING, "false")],
    ],
    ["not known from a field or a Secret", null, [elsewhere(AMBIENT)]],
    [
      "not known where only the second comes from elsewhere",
      null,
      [set(AMBIENT, "true"), elsewhere(SENDING)],
    ],
    [
      "off without ambient, wherever the second comes from",
      false,
      [elsewhere(SENDING)],
    ],
    ["not known from a word Go does not read", null, [set(AMBIENT, "yes")]],
    ["not known from what is no list of variables", null, ["PILOT"]],
    ["no concern of other variables", false, [elsewhere("POD_NAME")]],
  ])("is %s", (_, expected, env) => {
    expect(sendsHbone([undefined, null, env])).toBe(expected);
  });
});
