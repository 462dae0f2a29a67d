import { expect, test } from "vitest";
import { acceptedEncoding } from "./snapshot-body";

test.each([
  [null, "identity"],
  ["", "identity"],
  ["gzip, deflate, br, zstd", "br"],
  ["gzip", "gzip"],
  ["GZIP;q=0.5, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["br; q=0.000, gzip;q=0", "identity"],
] as const)("Accept-Encoding %s is answered in %s", (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding);
});
