import type {
  AttributionDto,
  LogSourceDto,
  PlaintextCauseDto,
  RemedyDto,
} from "@/lib/api/attribution-contract";
import type { TelemetryOfferDto } from "@/lib/api/diagnostic-telemetry-contract";

type Place =
  AttributionDto["log"]["notAttributed"]["addresses"][number]["place"];
type Obstacle = NonNullable<TelemetryOfferDto["obstacle"]>;

/** Why somebody sends plaintext. `object` is what has to change, e.g. "Namespace legacy". */
const causes: Readonly<Record<PlaintextCauseDto, (object: string) => string>> =
  {
    "host-network": () =>
      "It uses the node's own network, past every sidecar and ztunnel.",
    "opted-out": (object) => `${object} says that it wants no sidecar.`,
    "job-without-sidecar": () => "It is a Job that got no sidecar.",
    "namespace-not-labelled": (object) =>
      `${object} is not labelled for the mesh, so its pods have no proxy.`,
    "older-than-label": () =>
      "Its namespace is labelled, but its pods are older than the label.",
    "proxyless-grpc": () => "It has no Envoy, only a gRPC library.",
    "excluded-outbound": () =>
      "It has a proxy, and keeps some addresses or ports away from it.",
    "destination-rule": (object) =>
      `${object} tells its sidecar not to use Istio mutual TLS.`,
    "auto-mtls-off": () =>
      "Automatic mutual TLS is off, and no rule turns it on.",
    "auto-mtls-infers-plaintext": () =>
      "Automatic mutual TLS chose plaintext for this service.",
    "endpoint-not-labelled": (object) =>
      `${object} does not say that it takes mutual TLS, so clients send plaintext.`,
    "ambient-to-sidecar": () =>
      "It is in the ambient mesh, and the pods it calls take no HBONE.",
    "port-of-no-service": () =>
      "It called a port that no Service declares: its proxy knows no service there, and passes the call on as it is.",
    "kubelet-probe": (object) =>
      `The node's kubelet, which probes this port of ${object} itself. Pods on the node's network may be among these calls.`,
    "prometheus-scrape": () =>
      "It calls itself Prometheus, and called ports for metrics alone: a scrape goes to the pod's address, past its proxy.",
    "not-explained": () =>
      "It has a proxy, and nothing that was read tells it to send plaintext now. Its calls may be from before a change.",
    node: () =>
      "The node itself: its kubelet, a pod on its network, or a caller from outside whose address it replaced.",
    "node-with-api-server": () =>
      "The node itself: its kubelet, a pod on its network, or a caller from outside. An API server is there too, and may have called a webhook or an aggregated API.",
    "api-server": () =>
      "The API server, which calls webhooks and aggregated APIs by itself.",
    "load-balancer": (object) =>
      `${object} says that this address is its own on the outside, so the caller seems to stand outside the cluster.`,
    gone: () => "Its pods were gone before anybody could look at them.",
  };

const remedies: Readonly<Record<RemedyDto["code"], string>> = {
  "label-namespace-and-restart":
    "Label its namespace, and start its pods again.",
  "find-out-label-and-restart":
    "Label its namespace, and start its pods again. Which label is right is not known: no other namespace shows it, or they differ. These commands show the labels and the revisions that there are.",
  restart: "Start its pods again; the new ones get a proxy.",
  "remove-opt-out": "Take the opt-out from its template.",
  "give-job-a-sidecar": "Let its template ask for a sidecar.",
  "leave-host-network": "Take it off the node's network, if it can live there.",
  "edit-rule": "Set the rule's tls mode to ISTIO_MUTUAL, or remove its tls.",
  "turn-auto-mtls-on":
    "Apply the DestinationRule that “Use mutual TLS” previews, or turn automatic mutual TLS on for the whole mesh (enableAutoMtls in the mesh config).",
  "look-at-endpoints":
    "Start the service's pods again, so that they say what they take.",
  "send-through-proxy": "Let its calls go through its proxy.",
  "restart-endpoints-with-hbone":
    "Start the service's pods again; new sidecars take HBONE.",
  "declare-port":
    "Declare the port in a headless Service of these pods, or leave that port PERMISSIVE.",
  "rewrite-probes":
    "Let injection rewrite the probes: take the annotation that forbids it from the template.",
  "give-scraper-a-certificate":
    "Let Prometheus scrape with a mesh certificate, or through the merged port.",
  "look-at-node": "See which pods on that node use its network.",
  "look-at-gateway": "Let it come in through a gateway of the mesh.",
  "look-at-caller": "Look at the caller itself.",
};

const outcomes: Readonly<Record<LogSourceDto["outcome"], string>> = {
  read: "Read",
  "no-lines": "Access logging is on, but no line is in this time",
  "logging-off": "Access logging is off",
  "logging-elsewhere": "The access log does not go to the container's log",
  "logging-unknown": "No access log found, and its settings are not known",
  "not-understood": "The lines have a format that is not understood",
  forbidden: "Not allowed: the right “get” on “pods/log” is missing",
  "not-found": "The pod or its container was gone",
  timeout: "Did not answer in time",
  unreachable: "Could not be reached",
  failed: "Could not be read",
};

/** Who the callers without a name are: asked, reasoned, read from logs, and the log switched on for a while. */
export const attributionWords = {
  causes,
  remedies,
  title: {
    unnamed: "Who are they?",
    locked: "Is anybody still knocking?",
    ajar: "Who gets in, and who is turned away?",
  },
  intro: {
    unnamed:
      "Telemetry has no name for some callers in plaintext. The logs of this service's proxies have their addresses; Lockstep knows which pod had which address when.",
    locked:
      "A locked service counts no refused plaintext in its metrics. The logs of its proxies show who is turned away.",
    ajar: "A port of this locked service's pods stays open. The logs of its proxies show who gets in, and who is turned away.",
  },
  readsOnly: "Logs are read once, nothing is changed.",
  since: "How far back",
  ask: {
    unnamed: "Find out who",
    locked: "Look who is turned away",
    ajar: "Look who gets in",
  },
  again: "Read again",
  reading: "Reading the proxies' logs…",
  readAt: (moment: string) => `Read at ${moment}.`,
  lead: {
    named: (count: string, names: string, more: string | null) =>
      `${count} ${count === "1" ? "caller" : "callers"} in plaintext: ${names}${more === null ? "" : ` and ${more} more`}.`,
    noneNamed: "No caller could be named.",
    turnedAway: (count: string, names: string, more: string | null) =>
      `${count} ${count === "1" ? "caller is" : "callers are"} turned away: ${names}${more === null ? "" : ` and ${more} more`}.`,
    noneTurnedAway: "Nobody who could be named is turned away.",
    letIn: (_count: string, names: string, more: string | null) =>
      `Let in before the lock, or at a port that is open: ${names}${more === null ? "" : ` and ${more} more`}.`,
    rest: "Some of what was logged could not be named; it is listed below.",
    "none-in-these-logs":
      "No plaintext in these logs: they were read whole for the time they span, and every call in them proved mutual TLS.",
    "none-in-what-was-read":
      "No plaintext in what was read. What was not read may hold some, and so may calls that prove no mutual TLS.",
    "nothing-read":
      "No access log could be read, so nothing is known of who calls. That does not mean that nobody does.",
  },
  heads: {
    who: "who",
    lines: "log lines",
    last: "last at",
    why: "why plaintext, and what to do",
  },
  linesHint:
    "A line is a request where the port speaks HTTP, and a connection elsewhere.",
  accepted: (count: string) => `${count} let in`,
  refused: (count: string) => `${count} refused`,
  noTime: "time not known",
  who: {
    node: (node: string, apiServer: boolean) =>
      apiServer ? `Node ${node}, with an API server` : `Node ${node}`,
    apiServer: "The API server",
  },
  pods: (names: string, more: number) =>
    more === 0 ? names : `${names} and ${more} more`,
  ports: (ports: readonly number[], more: number) =>
    ports.length + more === 1
      ? `port ${ports.join(", ")}`
      : `ports ${ports.join(", ")}${more === 0 ? "" : ` and ${more} more`}`,
  log: { title: "From the proxies' logs" },
  notNamed: {
    title: "Not attributed",
    hint: "Nobody is guessed: these calls came, and it is not known from whom.",
    place: {
      "pod-range": "a pod that was gone before Lockstep began to watch",
      outside: "outside the cluster",
      "not-known": "nobody's that is known",
    } satisfies Record<Place, string>,
    moreAddresses: (count: string) => `${count} more addresses`,
    between: (names: readonly string[], more: number) =>
      `${names.join(" or ")}${more === 0 ? "" : ` or one of ${more} more`}; nobody can tell which`,
    perhaps: (name: string) =>
      `perhaps ${name}, which had ended when Lockstep first saw it`,
    moreAmbiguous: (count: string) =>
      `${count} more addresses that several callers may have had`,
    claimedByHeader: (count: string) =>
      `${lines(count)} with nothing but what a header claims, which proves nothing`,
    withoutAddress: (count: string) => `${lines(count)} without an address`,
    transportUnknown: (count: string) =>
      `${lines(count)} that do not say whether they were mutual TLS`,
    moreCallers: (count: string) =>
      `${count} more callers are named and not listed here.`,
  },
  reasoned: {
    title: "Without logs",
    telemetry: "Telemetry names",
    telemetryHint:
      "Names of plaintext callers are hints: a sidecar takes them from a header that anybody can send, a ztunnel from the address.",
    told: "Told by configuration to send plaintext here",
    toldHint: "They will, as soon as they call. Whether they did is not said.",
    unmeshed: "Could be: workloads without a proxy",
    unmeshedHint:
      "The likeliest first. None of them was seen calling, and NetworkPolicies are not read.",
    none: "Nothing: no workload without a proxy, and none told to send plaintext.",
    noTelemetry: "Prometheus gave no figures, so it names nobody.",
    more: (count: string) => `and ${count} more`,
    show: (count: string) => `Show all ${count}`,
    fewer: "Show fewer",
  },
  read: {
    title: "What was read",
    summary: (pods: string, of: string, count: string) =>
      `${pods} of ${of} ${of === "1" ? "log" : "logs"} read, ${lines(count)} of calls`,
    span: (from: string, to: string) => `from ${from} to ${to}`,
    mutualTls: (count: string) => `${count} over mutual TLS`,
    mutualTlsClaimed: (count: string) =>
      `${count} with a server name as Istio's clients send it, which proves no mutual TLS`,
    notUnderstood: (count: string) => `${lines(count)} not understood`,
    cut: {
      oldest: (logs: string) =>
        `${logs} too long: the oldest part was left out`,
      newest: (logs: string) =>
        `${logs} too long: the newest part was left out`,
    },
    filtered:
      "Some logs leave out a part of the calls by a filter of their own",
    podsLeftOut: (count: string) => `${count} more pods were not asked`,
    withoutZtunnel: (count: string) =>
      `${count} pods without a ztunnel on their node`,
    withoutProxy: (count: string) =>
      `${count} pods without a proxy, whose callers nobody logs`,
    outcomes,
    unread: (what: string) => `Not read completely: ${what}`,
  },
  offer: {
    title: "Switch the access log on for a while",
    intro:
      "A Telemetry resource lets these proxies write one line per plaintext call. Lockstep takes it away again by itself, also after a restart.",
    open: "Show what would be written…",
    dialog: (service: string) => `Access log of ${service}`,
    duration: "For how long",
    minutes: (count: string) => `${count} min`,
    loading: "Asking the API server, nothing is changed…",
    effect: (pods: string, minutes: string) =>
      `${pods} ${pods === "1" ? "pod begins" : "pods begin"} to write plaintext calls to their log, for ${minutes} min.`,
    removed:
      "Then Lockstep deletes the resource. Should Lockstep be stopped, it does so when it starts again.",
    replaced: (names: string) =>
      `Meanwhile ${names} would get no access log of these pods.`,
    manifest: "Manifest",
    start: (minutes: string) => `Switch on for ${minutes} min`,
    starting: "Switching on…",
    planChanged:
      "The offer has changed since it was shown. Here is the new one; look at it again.",
    running: (minutes: string) => `The access log is on for ${minutes} more.`,
    ending: "The time is over; the resource is being removed…",
    object: (name: string) => `Telemetry ${name}`,
    until: (moment: string) => `Removed by itself at ${moment}`,
    readAgain: "Wait for the next call in plaintext, then read the logs again.",
    remove: "Remove now",
    removing: "Removing…",
    gone: "Removed; the access log is as it was before.",
    obstacles: {
      "not-served": "This cluster has no Telemetry resource to do it with.",
      "not-readable":
        "Telemetry resources or the mesh config could not be read, so nobody knows what a new one would change.",
      "no-selector":
        "The service selects no pods by labels, so no resource could be bound to them.",
      "no-sidecar": "None of its pods has a sidecar.",
      "already-logging": "These proxies write an access log already.",
      "already-active": "It is on already.",
      "selected-already":
        "Another Telemetry selects these pods, and Istio obeys only the oldest.",
      "too-many": "Enough of them are at work in the cluster.",
      "may-not-remove":
        "It could be created but not deleted: the right “delete” on “telemetries” is missing.",
      refused: "The API server refuses it.",
    } satisfies Record<Obstacle, string>,
    inTheWay: (objects: string) => `In the way: ${objects}`,
  },
};

export type AttributionWords = typeof attributionWords;

function lines(count: string): string {
  return `${count} ${count === "1" ? "line" : "lines"}`;
}
