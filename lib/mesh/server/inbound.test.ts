import { expect, test } from "vitest";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import {
  acceptConnection,
  type InboundCall,
  inboundCluster,
  type PortDeclaration,
  portDeclaration,
} from "./inbound";

const mtls: InboundCall = { transport: "mtls", protocol: "http" };
const tls: InboundCall = { transport: "tls", protocol: "http" };
const http: InboundCall = { transport: "plaintext", protocol: "http" };
const bytes: InboundCall = { transport: "plaintext", protocol: "tcp" };

/** semantics A3; the last column is "yes" or the reason. */
const TABLE: readonly [MutualTlsMode, PortDeclaration, InboundCall, string][] =
  [
    ["STRICT", "http", mtls, "yes"],
    ["STRICT", "http", http, "no-filter-chain"],
    ["STRICT", "tcp", tls, "client-certificate-required"],
    ["STRICT", "undeclared", http, "no-filter-chain"],
    ["PERMISSIVE", "http", mtls, "yes"],
    ["PERMISSIVE", "http", http, "yes"],
    ["PERMISSIVE", "http", bytes, "protocol-error"],
    ["PERMISSIVE", "http", tls, "no-filter-chain"],
    ["PERMISSIVE", "tcp", tls, "yes"],
    ["PERMISSIVE", "detect", bytes, "yes"],
    ["PERMISSIVE", "undeclared", tls, "yes"],
    ["DISABLE", "http", http, "yes"],
    ["DISABLE", "http", mtls, "protocol-error"],
    ["DISABLE", "http", tls, "protocol-error"],
    ["DISABLE", "tcp", mtls, "yes"],
    ["DISABLE", "undeclared", mtls, "yes"],
  ];

test.each(TABLE)(
  "%s on a port declared %s",
  (mode, declaration, call, expected) => {
    const result = acceptConnection(
      mode,
      { declaration, ingressTls: null },
      call,
    );
    expect(result.accepted ? "yes" : result.reason).toBe(expected);
  },
);

test("HTTP bytes inside mutual TLS are read as HTTP too", () => {
  const port = { declaration: "http", ingressTls: null } as const;
  expect(
    acceptConnection("STRICT", port, { transport: "mtls", protocol: "tcp" }),
  ).toEqual({ accepted: false, reason: "protocol-error" });
});

test.each([
  ["SIMPLE", mtls, "yes"],
  ["SIMPLE", tls, "yes"],
  ["SIMPLE", http, "no-filter-chain"],
  ["MUTUAL", mtls, "yes"],
  ["MUTUAL", tls, "client-certificate-required"],
  ["MUTUAL", http, "no-filter-chain"],
] as const)(
  "under DISABLE an ingress listener's own TLS takes over (%s)",
  (ingressTls, call, expected) => {
    const port = { declaration: "tcp", ingressTls } as const;
    const result = acceptConnection("DISABLE", port, call);
    expect(result.accepted ? "yes" : result.reason).toBe(expected);
    const strict = acceptConnection("STRICT", port, tls);
    expect(strict.accepted).toBe(false);
  },
);

test("application protocols are HTTP, bytes, or to be found out", () => {
  expect(["HTTP", "http2", "grpc", "grpc-web"].map(portDeclaration)).toEqual([
    "http",
    "http",
    "http",
    "http",
  ]);
  expect(["TCP", "https", "tls", "mongo"].map(portDeclaration)).toEqual([
    "tcp",
    "tcp",
    "tcp",
    "tcp",
  ]);
  expect(portDeclaration("")).toBe("detect");
});

test("an undeclared port has no cluster of its own", () => {
  expect(inboundCluster(8080, "http")).toBe("inbound|8080||");
  expect(inboundCluster(8080, "undeclared")).toBe("InboundPassthroughCluster");
});
