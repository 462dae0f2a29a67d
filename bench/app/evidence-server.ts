/**
 * A process of its own that answers as Prometheus does for a mesh of 1,000 services: what 200,000 series come to once it
 * has summed them up. Prints its address.
 */
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { meshAtScale, scaleOf } from "@/bench/law/mesh-at-scale";
import { POD_LABELS } from "@/lib/prometheus/promql-pods";
import { ROW_LABEL, UNIT_LABEL } from "@/lib/prometheus/promql-series";

type Row = Readonly<Record<string, string>>;

const SERVICES = 1_000;
/** Each caller's edge is ten series: two pods, five response codes. */
const CALLERS = 20;
const NOW_S = 1_760_000_000;

const { services, pods } = meshAtScale(scaleOf(SERVICES));
const [[namespaceLabel, podLabel] = ["namespace", "pod"]] = POD_LABELS;

const counts = services.flatMap((service, order) =>
  Array.from({ length: CALLERS }, (_, at): [Row, number] => {
    const caller = services[(order + 7 * at + 1) % services.length] ?? service;
    return [
      {
        [UNIT_LABEL]: "requests",
        namespace: service.namespace,
        reporter: "destination",
        source_workload_namespace: caller.namespace,
        source_workload: caller.name,
        source_principal: `spiffe://cluster.local/ns/${caller.namespace}/sa/${caller.name}`,
        destination_workload_namespace: service.namespace,
        destination_workload: service.name,
        destination_service_namespace: service.namespace,
        destination_service_name: service.name,
        connection_security_policy: at % 4 === 0 ? "none" : "mutual_tls",
      },
      100 + order,
    ];
  }),
);
const activity = counts
  .filter(([row]) => row.connection_security_policy === "none")
  .map(([row]): [Row, number] => [{ ...row, [ROW_LABEL]: "active" }, 7]);
const reporting: [Row, number][] = [
  [{ [ROW_LABEL]: "clock" }, NOW_S],
  [{ [ROW_LABEL]: "before" }, 1],
  ...pods.map(({ namespace, name }): [Row, number] => [
    { [ROW_LABEL]: "pod", [namespaceLabel]: namespace, [podLabel]: name },
    1,
  ]),
];

const answers = {
  clock: packed(reporting),
  counts: packed(counts),
  activity: packed(activity),
};
const server = createServer(async (request, response) => {
  let form = "";
  for await (const chunk of request) form += chunk;
  const question = new URLSearchParams(form).get("query") ?? "";
  response
    .writeHead(200, {
      "content-type": "application/json",
      "content-encoding": "gzip",
    })
    .end(answers[askedFor(question)]);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address !== "object" || address === null) return;
  console.log(`http://127.0.0.1:${address.port}`);
});

function askedFor(question: string): keyof typeof answers {
  if (question.includes('"clock"')) return "clock";
  return question.includes('"active"') ? "activity" : "counts";
}

function packed(rows: readonly [Row, number][]): Buffer {
  const result = rows.map(([metric, figure]) => ({
    metric,
    value: [NOW_S, String(figure)],
  }));
  return gzipSync(
    JSON.stringify({
      status: "success",
      data: { resultType: "vector", result },
    }),
  );
}
