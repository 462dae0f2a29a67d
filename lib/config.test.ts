import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readConfig } from "./config";

const MACHINE = "build-7";
const MINIMAL = { PROMETHEUS_URL: "http://127.0.0.1:9090" };

const directory = mkdtempSync(join(tmpdir(), "lockstep-config-"));
afterAll(() => rmSync(directory, { recursive: true }));

describe("with nothing but PROMETHEUS_URL", () => {
  it("everything else has a default", () => {
    expect(configOf({})).toEqual({
      kubernetes: {
        kubeconfig: null,
        context: null,
        istioNamespace: "istio-system",
      },
      criteria: {
        minWindowS: 0,
        maxPlaintext: 0,
        quietPeriodS: null,
        minCoveragePercent: 100,
      },
      prometheus: {
        url: "http://127.0.0.1:9090",
        authorization: { kind: "none" },
        headers: {},
        ca: null,
        timeoutMs: 30_000,
        refreshSeconds: 15,
        cluster: null,
      },
      listen: { hostname: "127.0.0.1", port: 3_000 },
      allowedHosts: [],
      logLevel: "info",
    });
  });

  it("blank settings are unset ones", () => {
    expect(configOf({ PORT: " ", KUBECONFIG: "", LOG_LEVEL: "" })).toEqual(
      configOf({}),
    );
  });
});

describe("the criteria of readiness", () => {
  it("are read from the settings", () => {
    const { criteria } = configOf({
      LOCKSTEP_CRITERIA_MIN_WINDOW: "24h",
      LOCKSTEP_CRITERIA_MAX_PLAINTEXT: "5",
      LOCKSTEP_CRITERIA_QUIET_PERIOD: "90m",
      LOCKSTEP_CRITERIA_MIN_COVERAGE: "95%",
    });
    expect(criteria).toEqual({
      minWindowS: 86_400,
      maxPlaintext: 5,
      quietPeriodS: 5_400,
      minCoveragePercent: 95,
    });
  });

  it.each([
    ["LOCKSTEP_CRITERIA_MIN_WINDOW", "1 day"],
    ["LOCKSTEP_CRITERIA_MAX_PLAINTEXT", "1e3"],
    ["LOCKSTEP_CRITERIA_QUIET_PERIOD", "0h"],
    ["LOCKSTEP_CRITERIA_MIN_COVERAGE", "0"],
  ])("%s=%s is refused", (setting, text) => {
    expect(problemsOf({ [setting]: text })).toMatchObject([{ setting }]);
  });

  it.each([
    ["LOCKSTEP_CRITERIA_MIN_WINDOW", "any window will do"],
    ["LOCKSTEP_CRITERIA_MAX_PLAINTEXT", "no plaintext is tolerated"],
    ["LOCKSTEP_CRITERIA_QUIET_PERIOD", "as long as the window holds it"],
    ["LOCKSTEP_CRITERIA_MIN_COVERAGE", "every pod with a proxy"],
  ])("a wrong %s says what holds where it is unset", (setting, words) => {
    const [problem] = problemsOf({ [setting]: "?" });
    expect(problem?.remedy).toContain(words);
  });
});

describe("what is wrong", () => {
  it("is told all at once, each with its remedy", () => {
    const problems = problemsOf({
      PROMETHEUS_URL: "",
      PORT: "http",
      LOG_LEVEL: "loud",
      LOCKSTEP_ISTIO_NAMESPACE: "Istio System",
      PROMETHEUS_REFRESH_SECONDS: "0",
      KUBECONFIG: "/does/not/exist",
    });
    expect(problems.map(({ setting }) => setting)).toEqual([
      "KUBECONFIG",
      "LOCKSTEP_ISTIO_NAMESPACE",
      "PROMETHEUS_URL",
      "PROMETHEUS_REFRESH_SECONDS",
      "PORT",
      "LOG_LEVEL",
    ]);
    for (const { setting, message, remedy } of problems) {
      expect(message).toContain(setting);
      expect(remedy).not.toBe("");
    }
  });

  it.each([
    ["PROMETHEUS_URL", "localhost:9090", "must begin with"],
    ["PROMETHEUS_URL", "not an address", "is not an address"],
    ["PROMETHEUS_URL", "http://ada:x@prometheus", "holds a user name"],
    ["PROMETHEUS_URL", "http://a/?x=1", "without ? or #"],
    ["PROMETHEUS_HEADERS", "X-Scope-OrgID", "not Name=value"],
    ["PROMETHEUS_HEADERS", "X Y=1", "not Name=value"],
    ["PROMETHEUS_TIMEOUT_MS", "1e9", "whole number"],
    ["PROMETHEUS_CLUSTER", '{cluster="east"}', "neither a value nor label"],
    ["PROMETHEUS_CA_FILE", "/does/not/exist", "cannot be read"],
    ["PROMETHEUS_BEARER_TOKEN_FILE", "/does/not/exist", "cannot be read"],
    ["PROMETHEUS_USERNAME", "ada", "PROMETHEUS_PASSWORD is missing"],
    ["PROMETHEUS_PASSWORD", "hidden", "PROMETHEUS_USERNAME is missing"],
    ["PROMETHEUS_ALLOW_PLAIN_HTTP", "yes", "must be true or false"],
    ["LOCKSTEP_ISTIO_NAMESPACE", "istio.system", "DNS label"],
    ["LOCKSTEP_ISTIO_NAMESPACE", "-istio", "DNS label"],
    ["LOCKSTEP_ISTIO_NAMESPACE", "i".repeat(64), "DNS label"],
    ["PORT", "65536", "0 to 65535"],
    ["LOCKSTEP_ALLOWED_HOSTS", "a.example,*", "not a host name (*)"],
  ])("%s=%s", (setting, value, words) => {
    const problems = problemsOf({ [setting]: value });
    expect(problems.map(({ message }) => message).join()).toContain(words);
  });

  it("never repeats a secret", () => {
    const secret = "hunter2";
    const told = JSON.stringify([
      ...problemsOf({ PROMETHEUS_URL: `http://ada:${secret}@prometheus` }),
      ...problemsOf({ PROMETHEUS_URL: `ftp://${secret}` }),
      ...problemsOf({ PROMETHEUS_BEARER_TOKEN: `${secret}\nx` }),
      ...problemsOf({ PROMETHEUS_HEADERS: `Authorization ${secret}` }),
      ...problemsOf({
        PROMETHEUS_BEARER_TOKEN: secret,
        PROMETHEUS_USERNAME: "ada",
        PROMETHEUS_PASSWORD: secret,
      }),
    ]);
    expect(told).not.toContain(secret);
  });
});

describe("listening", () => {
  it.each(["0.0.0.0", "::", "192.168.1.5", "lockstep.example", "128.0.0.1"])(
    "is refused on %s while there is no authentication",
    (HOSTNAME) => {
      const [problem] = problemsOf({ HOSTNAME });
      expect(problem?.message).toContain("no authentication is configured");
      expect(problem?.remedy).toContain("reverse proxy");
    },
  );

  it.each(["127.0.0.1", "127.0.0.53", "localhost", "::1"])(
    "is allowed on %s",
    (HOSTNAME) => {
      expect(configOf({ HOSTNAME }).listen.hostname).toBe(HOSTNAME);
    },
  );

  it("takes the machine's own name in HOSTNAME for what containers set, not for a wish", () => {
    expect(configOf({ HOSTNAME: MACHINE }).listen.hostname).toBe("127.0.0.1");
  });
});

describe("Prometheus", () => {
  it("keeps a path prefix, without the slash at its end", () => {
    const { prometheus } = configOf({
      PROMETHEUS_URL: "https://mimir.example/prometheus/",
    });
    expect(prometheus.url).toBe("https://mimir.example/prometheus");
  });

  it.each([
    ["east", { label: "cluster", value: "east" }],
    ["cluster_id = east-1", { label: "cluster_id", value: "east-1" }],
  ])("takes %j as which cluster's series to ask for", (text, cluster) => {
    expect(configOf({ PROMETHEUS_CLUSTER: text }).prometheus.cluster).toEqual(
      cluster,
    );
  });

  it("takes headers as pairs, with commas escaped", () => {
    const { prometheus } = configOf({
      PROMETHEUS_HEADERS: "X-Scope-OrgID=team-a|team-b, X-Other=a%2Cb=c",
    });
    expect(prometheus.headers).toEqual({
      "x-scope-orgid": "team-a|team-b",
      "x-other": "a,b=c",
    });
  });

  it("remembers a secret's file and not its content, because tokens rotate", () => {
    const path = join(directory, "token");
    writeFileSync(path, "abc\n");
    const { prometheus } = configOf({ PROMETHEUS_BEARER_TOKEN_FILE: path });
    expect(prometheus.authorization).toEqual({
      kind: "bearer",
      token: { from: "file", path },
    });
  });

  it("trusts the authority in PROMETHEUS_CA_FILE, if it is one", () => {
    const path = join(directory, "ca.pem");
    const pem = "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n";
    writeFileSync(path, pem);
    expect(configOf({ PROMETHEUS_CA_FILE: path }).prometheus.ca).toBe(pem);
    writeFileSync(path, "nothing");
    expect(problemsOf({ PROMETHEUS_CA_FILE: path })).toHaveLength(1);
  });
});

describe("credentials for Prometheus", () => {
  const FAR = "http://prometheus.monitoring:9090";
  const BASIC = { PROMETHEUS_USERNAME: "ada", PROMETHEUS_PASSWORD: "hidden" };

  it.each<[string, Record<string, string>]>([
    ["a token", { PROMETHEUS_BEARER_TOKEN: "hidden" }],
    ["a password", BASIC],
    ["a header", { PROMETHEUS_HEADERS: "Authorization=Basic hidden" }],
    ["a key in a header", { PROMETHEUS_HEADERS: "X-Api-Key=hidden" }],
  ])("%s never travels in the clear unasked", (_, credentials) => {
    const asked = { PROMETHEUS_URL: FAR, ...credentials };
    const problems = problemsOf(asked);
    expect(problems.map(({ setting }) => setting)).toEqual(["PROMETHEUS_URL"]);
    expect(problems[0]?.message).toContain("in the clear");
    expect(problems[0]?.remedy).toContain("PROMETHEUS_ALLOW_PLAIN_HTTP=true");
    expect(JSON.stringify(problems)).not.toContain("hidden");
    const accepted = { ...asked, PROMETHEUS_ALLOW_PLAIN_HTTP: "true" };
    expect(problemsOf(accepted)).toEqual([]);
    const refused = { ...asked, PROMETHEUS_ALLOW_PLAIN_HTTP: "false" };
    expect(problemsOf(refused)).toHaveLength(1);
  });

  it.each([
    "https://prometheus.example",
    "http://127.0.0.1:9090",
    "http://localhost:9090",
    "http://[::1]:9090",
  ])("travel to %s", (PROMETHEUS_URL) => {
    expect(problemsOf({ PROMETHEUS_URL, ...BASIC })).toEqual([]);
  });

  it("are not what names a tenant", () => {
    const PROMETHEUS_HEADERS = "X-Scope-OrgID=team-a";
    expect(problemsOf({ PROMETHEUS_URL: FAR, PROMETHEUS_HEADERS })).toEqual([]);
  });
});

it("takes another namespace for Istio's own", () => {
  const { kubernetes } = configOf({ LOCKSTEP_ISTIO_NAMESPACE: "mesh-1" });
  expect(kubernetes.istioNamespace).toBe("mesh-1");
});

it("accepts a KUBECONFIG list of which one file exists, as kubectl does", () => {
  const path = join(directory, "config");
  writeFileSync(path, "");
  const KUBECONFIG = `/does/not/exist:${path}`;
  expect(configOf({ KUBECONFIG }).kubernetes.kubeconfig).toBe(KUBECONFIG);
});

function configOf(env: Record<string, string>) {
  const read = readConfig({ ...MINIMAL, ...env }, MACHINE);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
}

function problemsOf(env: Record<string, string>) {
  const read = readConfig({ ...MINIMAL, ...env }, MACHINE);
  return read.ok ? [] : read.problems;
}
