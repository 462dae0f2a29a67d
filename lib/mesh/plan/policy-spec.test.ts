import { describe, expect, test } from "vitest";
import { withClientMode, withServerMode } from "./policy-spec";

describe("withServerMode", () => {
  test("sets the service's own port entries and leaves the exceptions of other ports", () => {
    expect(
      withServerMode(
        {
          selector: { matchLabels: { app: "a" } },
          portLevelMtls: {
            "8080": { mode: "DISABLE" },
            "9090": { mode: "PERMISSIVE" },
            "8443": { mode: "UNSET" },
          },
        },
        "STRICT",
        [8080, 8443],
      ),
    ).toEqual({
      selector: { matchLabels: { app: "a" } },
      mtls: { mode: "STRICT" },
      portLevelMtls: {
        "8080": { mode: "STRICT" },
        "9090": { mode: "PERMISSIVE" },
        "8443": { mode: "UNSET" },
      },
    });
  });

  test("carries fields it does not know", () => {
    expect(withServerMode({ future: 1 }, "STRICT", [])).toEqual({
      future: 1,
      mtls: { mode: "STRICT" },
    });
  });
});

describe("withClientMode", () => {
  test("sets tls wherever the rule speaks of it, because ports and subsets do not inherit", () => {
    expect(
      withClientMode(
        {
          host: "a",
          trafficPolicy: {
            connectionPool: { tcp: { maxConnections: 1 } },
            tls: { mode: "SIMPLE", caCertificates: "/x" },
            portLevelSettings: [{ port: { number: 80 } }],
          },
          subsets: [
            { name: "v1", trafficPolicy: { tls: { mode: "DISABLE" } } },
            { name: "v2" },
          ],
        },
        "ISTIO_MUTUAL",
      ),
    ).toEqual({
      host: "a",
      trafficPolicy: {
        connectionPool: { tcp: { maxConnections: 1 } },
        tls: { mode: "ISTIO_MUTUAL" },
        portLevelSettings: [
          { port: { number: 80 }, tls: { mode: "ISTIO_MUTUAL" } },
        ],
      },
      subsets: [
        { name: "v1", trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } },
        { name: "v2" },
      ],
    });
  });
});
