/** The hand-made traffic that the telemetry tests read back. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Exposition, SeriesLabels } from "./exposition";

export const HTTPBIN = "/pods/foo/httpbin-1";
export const OLD_HTTPBIN = "/pods/foo/httpbin-0";
export const PAIRED = "/pods/foo/paired-1";
export const ZTUNNEL = "/pods/istio-system/ztunnel-a";

const REQUESTS = "istio_requests_total";
const OPENED = "istio_tcp_connections_opened_total";
const RECEIVED = "istio_tcp_received_bytes_total";
const FAILED = "istio_tcp_connections_failed_total";
const CLOSED = "istio_tcp_connections_closed_total";
/** Where a client's own proxy is scraped. */
export const CLIENT = "/pods/bar/client-1";

/**
 * Sets series over 52 seconds: what was there before, and from 12 s on what happens in the window.
 * @returns Unix seconds of the calls whose last-seen time is judged
 */
export async function tellTrafficStory(
  exposition: Exposition,
): Promise<ReadonlyMap<string, number>> {
  const happenedS = new Map<string, number>();
  const request = (labels: SeriesLabels, total: number) =>
    exposition.set(HTTPBIN, REQUESTS, labels, total);
  const startMs = Date.now();
  const at = (seconds: number) =>
    sleep(Math.max(0, startMs + seconds * 1_000 - Date.now()));
  const note = (name: string) => happenedS.set(name, Date.now() / 1_000);
  const build = { component: "proxy", tag: "1.27.0" };
  exposition.set(HTTPBIN, "istio_build", build, 1);
  exposition.set(OLD_HTTPBIN, "istio_build", build, 1);
  exposition.set("/pods/nameless", "istio_build", build, 1);
  exposition.set(ZTUNNEL, "istio_build", { component: "ztunnel" }, 1);
  exposition.set(CLIENT, "istio_build", build, 1);
  exposition.set(PAIRED, "istio_build", build, 1);
  exposition.set(PAIRED, REQUESTS, from("paired-before"), 10);
  const v1 = from("two-versions", { ...MUTUAL, source_version: "v1" });
  const v2 = from("two-versions", { ...MUTUAL, source_version: "v2" });
  request(v1, 100);
  request(v2, 50);
  request(from("silent"), 500);
  request(from("restarted"), 1_000);
  request(from("early"), 10);
  request(from("late"), 10);
  exposition.set(HTTPBIN, OPENED, from("long-lived"), 1);
  exposition.set(HTTPBIN, RECEIVED, from("long-lived"), 1_000);

  await at(15);
  exposition.set(OLD_HTTPBIN, REQUESTS, from("caller-of-the-dead"), 5);
  request(v1, 110);
  request(v2, 55);
  request(from("restarted"), 1_007);
  request(from("born-and-restarted"), 5);
  request(from("early"), 12);
  note("early");

  await at(22);
  exposition.remove(OLD_HTTPBIN);
  request(from("born-and-restarted"), 9);
  bornOnce(exposition);

  await at(30);
  request(from("restarted"), 3);
  request(from("born-and-restarted"), 3);

  await at(46);
  request(from("late"), 11);
  exposition.set(HTTPBIN, RECEIVED, from("long-lived"), 2_000);
  note("late");
  request(STRANGER, 1);
  note("once");
  await at(52);
  return happenedS;
}

/** Callers that appear within the window and stay as they are. */
function bornOnce(exposition: Exposition): void {
  const request = (labels: SeriesLabels, total: number) =>
    exposition.set(HTTPBIN, REQUESTS, labels, total);
  request(from("both-units"), 4);
  exposition.set(HTTPBIN, OPENED, from("both-units"), 2);
  const named = (name: string) => ({
    ...MUTUAL,
    source_principal: `spiffe://cluster.local/ns/bar/sa/${name}`,
  });
  request(from("two-principals", named("a")), 3);
  request(from("two-principals", named("b")), 4);
  request(from('qu"o\\te'), 2);
  request(from("not-a-number"), Number.NaN);
  const { connection_security_policy: _, ...unlabelled } = from("unlabelled");
  request(unlabelled, 3);
  request(
    from("says-the-source", {
      reporter: "source",
      connection_security_policy: "unknown",
    }),
    99,
  );
  request(from("through-waypoint", { ...MUTUAL, reporter: "waypoint" }), 6);
  const passthrough = {
    destination_service_name: "InboundPassthroughCluster",
    destination_service: "10.0.0.7:15090",
  };
  request(from("scraper", passthrough), 60);
  request(
    from("passes-through", {
      ...passthrough,
      destination_service: "10.0.0.7:8080",
    }),
    2,
  );
  exposition.set(
    ZTUNNEL,
    OPENED,
    from("sleep-in-ambient", { connection_security_policy: "unknown" }),
    2,
  );
  behindWaypoint(exposition);
  exposition.set(PAIRED, REQUESTS, from("paired"), 5);
  exposition.set(PAIRED, REQUESTS, from("paired-before"), 14);
  seenByClient(exposition);
  refusedByZtunnel(exposition, "refused", 0);
  refusedByZtunnel(exposition, "refused-and-let-in", 100);
}

/** The waypoint names who called; the server's ztunnel sees the waypoint alone (semantics A6). */
function behindWaypoint(exposition: Exposition): void {
  const server = { destination_workload: "behind-waypoint" };
  exposition.set(
    HTTPBIN,
    REQUESTS,
    from("real-caller", { ...MUTUAL, ...server, reporter: "waypoint" }),
    6,
  );
  exposition.set(
    ZTUNNEL,
    OPENED,
    from("waypoint", { ...MUTUAL, ...server }),
    6,
  );
}

/** What a client's proxy says of calls that a locked server did not take (semantics D2). */
function seenByClient(exposition: Exposition): void {
  const said = (flags: string) =>
    from("knocking", {
      reporter: "source",
      connection_security_policy: "unknown",
      response_flags: flags,
    });
  exposition.set(CLIENT, REQUESTS, said("UC"), 7);
  exposition.set(CLIENT, REQUESTS, said("UF,URX"), 2);
  exposition.set(CLIENT, REQUESTS, said("-"), 100);
  exposition.set(CLIENT, CLOSED, said("UF"), 3);
}

/** Five connections opened, three of them refused (semantics D2). */
function refusedByZtunnel(
  exposition: Exposition,
  workload: string,
  receivedBytes: number,
): void {
  const labels = from(workload, { connection_security_policy: "unknown" });
  exposition.set(ZTUNNEL, OPENED, labels, 5);
  exposition.set(ZTUNNEL, RECEIVED, labels, receivedBytes);
  const denied = { ...labels, response_flags: "DENY" };
  exposition.set(ZTUNNEL, FAILED, denied, 3);
}

const MUTUAL = { connection_security_policy: "mutual_tls" };

const STRANGER = from("unknown", { source_workload_namespace: "unknown" });

function from(workload: string, labels: SeriesLabels = {}): SeriesLabels {
  return {
    reporter: "destination",
    source_workload: workload,
    source_workload_namespace: "bar",
    source_principal: "unknown",
    destination_workload: "httpbin",
    destination_workload_namespace: "foo",
    destination_service: "httpbin.foo.svc.cluster.local",
    destination_service_name: "httpbin",
    destination_service_namespace: "foo",
    connection_security_policy: "none",
    ...labels,
  };
}
