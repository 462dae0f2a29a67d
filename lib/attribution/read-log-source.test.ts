import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  connectKubernetes,
  type KubernetesConnection,
} from "@/lib/kubernetes/connection";
import { MAX_LOG_LINES } from "@/lib/kubernetes/pod-log";
import {
  type ScriptedApi,
  sendStatus,
  startScriptedApi,
} from "@/lib/kubernetes/testing/scripted-api";
import { aPod } from "@/lib/mesh/testing/inventory-builders";
import type { AccessLogging } from "./access-logging";
import { readLogSource } from "./read-log-source";

const pod = aPod("foo/httpbin-1", { ip: "10.244.1.7" });
const source = {
  kind: "sidecar",
  pod,
  container: "istio-proxy",
  about: [pod],
} as const;
const line =
  '[2026-11-22T10:41:07.123Z] "- - -" 0 - - - "-" 0 9 4 - "-" "-" "-" "-" "10.244.1.7:80" inbound|80|| 127.0.0.6:4 10.244.1.7:80 10.244.2.9:5 - -\n';

let api: ScriptedApi;
let connection: KubernetesConnection;

beforeEach(async () => {
  api = await startScriptedApi();
  connection = await connectKubernetes({
    kubeconfig: await api.kubeconfig(),
    context: null,
  });
});

afterEach(async () => {
  connection.close();
  await api.close();
});

function read(
  state: AccessLogging["state"] = "on",
  timeoutMs = 20_000,
  filtered: Partial<AccessLogging> = {},
) {
  const logging: AccessLogging = {
    state,
    filter: "none",
    decidedBy: null,
    since: null,
    providers: [],
    ...filtered,
  };
  const options = { sinceSeconds: 600, formats: [], timeoutMs };
  return readLogSource(connection, source, logging, options);
}

function answer(text: string): void {
  api.override = (_request, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.end(text);
    return true;
  };
}

describe("reading one log", () => {
  it("takes every call for plaintext where the log leaves mutual TLS out, whatever its server name", async () => {
    answer(line.replace("- -\n", "outbound_.80_._.httpbin.foo -\n"));
    const filter = "plaintext-only";
    const transports = async (filtered: Partial<AccessLogging>) =>
      (await read("on", 20_000, filtered)).calls.map(
        ({ transport }) => transport,
      );
    const since = "2026-11-22T10:30:00Z";
    expect(await transports({ filter, since })).toEqual(["plaintext"]);
    expect(await transports({ since })).toEqual(["claims_mutual_tls"]);
    expect(await transports({ filter })).toEqual(["claims_mutual_tls"]);
  });

  it("asks for the container's newest lines, bounded, and says what they are", async () => {
    answer(line + line);
    expect(await read()).toMatchObject({
      outcome: "read",
      lines: 2,
      accessLines: 2,
      missing: "none",
      fromMs: Date.parse("2026-11-22T10:41:07.123Z"),
    });
    const [asked] = api.requests;
    expect(asked?.path).toBe("/api/v1/namespaces/foo/pods/httpbin-1/log");
    expect(Object.fromEntries(asked?.query ?? [])).toMatchObject({
      container: "istio-proxy",
      sinceSeconds: "600",
      tailLines: String(MAX_LOG_LINES),
    });
  });

  it("says that the oldest lines are missing, or the newest", async () => {
    answer(line.repeat(MAX_LOG_LINES));
    expect((await read()).missing).toBe("oldest");
    answer(`${"x".repeat(16 * 1024 * 1024 - 200)}\n${line}${line}`);
    expect(await read()).toMatchObject({ missing: "newest" });
  });

  it.each([
    ["on", "no-lines"],
    ["off", "logging-off"],
    ["elsewhere", "logging-elsewhere"],
    ["unknown", "logging-unknown"],
  ] as const)(
    "of an empty one with logging %s says %s",
    async (state, outcome) => {
      answer("2026-11-22T10:00:00.000000Z\tinfo\tReady\n");
      expect(await read(state)).toMatchObject({ outcome, lines: 1 });
    },
  );

  it("says that it did not understand, instead of that nobody called", async () => {
    answer("10.244.2.9 -> 10.244.1.7 GET / 200\n");
    expect(await read()).toMatchObject({
      outcome: "not-understood",
      notUnderstood: 1,
    });
  });

  it.each([
    [403, "Forbidden", "forbidden"],
    [404, "NotFound", "not-found"],
    [400, "BadRequest", "failed"],
    [500, "InternalError", "unreachable"],
  ])("takes a refusal with %i for an answer", async (code, reason, outcome) => {
    api.override = (_request, response) => sendStatus(response, code, reason);
    expect(await read()).toMatchObject({
      outcome,
      problem: expect.any(String),
    });
  });

  it("does not wait for ever", async () => {
    api.override = () => true;
    expect((await read("on", 100)).outcome).toBe("timeout");
  });
});
