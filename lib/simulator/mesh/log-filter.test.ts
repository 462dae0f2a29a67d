import { describe, expect, it } from "vitest";
import { compileLogFilter } from "./log-filter";

const calls = {
  mtls: { mtls: true, responseCode: 200 },
  plain: { mtls: false, responseCode: 200 },
  failed: { mtls: true, responseCode: 503 },
  refused: { mtls: false, responseCode: null },
};

describe("an access log filter", () => {
  it.each([
    ["connection.mtls == false", ["plain", "refused"]],
    ["!connection.mtls", ["plain", "refused"]],
    ["connection.mtls != false", ["mtls", "failed"]],
    ["connection.mtls", ["mtls", "failed"]],
    ["response.code >= 400", ["failed"]],
    ["response.code<400", ["mtls", "plain"]],
    ["response.code != 200", ["failed"]],
    ["connection.mtls == true && response.code == 200", ["mtls"]],
    [
      "response.code >= 500 || !connection.mtls",
      ["plain", "failed", "refused"],
    ],
  ])("%s lets through %j", (expression, passed) => {
    const filter = compileLogFilter(expression);
    expect(
      Object.entries(calls)
        .filter(([, call]) => filter(call))
        .map(([name]) => name),
    ).toEqual(passed);
  });

  it.each(["", "true", "!connection.mtls == false", "(connection.mtls)"])(
    "%j is not understood",
    (expression) => {
      expect(() => compileLogFilter(expression)).toThrow("do not understand");
    },
  );
});
