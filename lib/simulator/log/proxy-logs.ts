import {
  type AccessLog,
  accessLogsOf,
} from "@/lib/simulator/mesh/access-logging";
import type { LoggingView } from "@/lib/simulator/mesh/telemetry-view";
import type { MeshView, PlaceView, PodView } from "@/lib/simulator/mesh/view";
import type { Pace } from "@/lib/simulator/traffic/counter";
import type { Edge } from "@/lib/simulator/traffic/edge";
import {
  type Course,
  timeOfCall,
  type WrittenCalls,
  writersOf,
  writtenCalls,
} from "./course";
import { lineFormatOf } from "./envoy-format";
import { envoyValues, loggedCall } from "./envoy-line";
import { type LogLine, proxyMessages } from "./proxy-messages";
import { ztunnelLine } from "./ztunnel-line";

/** Kubelets keep a file of some megabytes of each container; what is older is gone. */
const MAX_LINES = 30_000;

const NO_PODS: PlaceView["pods"] = [];

/** How many changes of its calls a proxy's log remembers. */
const MAX_COURSES = 5_000;

/**
 * The logs of all proxies. Nothing is stored but who called from when to when; lines are written when
 * somebody reads them, from the very paces that the counters count.
 */
export class ProxyLogs {
  private readonly courses = new Map<string, Course[]>();
  /** What was told about logging, from when on; oldest first. */
  private readonly told: {
    fromMs: number;
    key: string;
    logging: LoggingView;
  }[] = [];

  /** With and without pods; the newest first. */
  private places: PlaceView[] = [];

  /** Takes note of what the proxies are told from now on. */
  turn({ logging }: MeshView, atMs: number): void {
    if (this.told.at(-1)?.logging === logging) {
      return;
    }
    const key = JSON.stringify(logging, (_, value: unknown) =>
      value instanceof Map ? [...value] : value,
    );
    if (this.told.at(-1)?.key !== key) {
      this.told.push({ fromMs: atMs, key, logging });
    }
  }

  /** Calls of an edge begin; the pace gets its end when they end. */
  begin(mesh: MeshView, edge: Edge, pace: Pace): void {
    for (const { uid, role } of writersOf(edge)) {
      const known = this.courses.get(uid) ?? [];
      known.push({ role, edge, mesh: this.placeOf(mesh, edge), pace });
      this.courses.set(
        uid,
        known.length > MAX_COURSES ? known.slice(-MAX_COURSES / 2) : known,
      );
    }
  }

  /** A pod that is gone takes its log with it. */
  forget(uid: string): void {
    this.courses.delete(uid);
  }

  /**
   * Lines of a pod's proxy, oldest first.
   * @param sinceMs only what was written after it; null = as far back as is kept
   * @param tail only so many of the newest; null = all
   * @throws UnknownExpression where a Telemetry filters by something that is not simulated
   */
  read(
    pod: PodView,
    nowMs: number,
    sinceMs: number | null,
    tail: number | null,
  ): LogLine[] {
    const segments = this.segmentsOf(pod);
    const limit = Math.min(tail ?? MAX_LINES, MAX_LINES);
    const earliestMs = Math.max(sinceMs ?? 0, pod.createdMs - 1);
    const afterMs = startOfTail(segments, earliestMs, nowMs, limit);
    const lines = [
      ...proxyMessages(pod, afterMs, nowMs),
      ...segments.flatMap((segment) => {
        const { first, count, stride } = within(segment, afterMs, nowMs);
        return Array.from({ length: count }, (_, index) =>
          segment.write(first + index * stride),
        );
      }),
    ];
    lines.sort((left, right) => left.timeMs - right.timeMs);
    return limit === 0 ? [] : lines.slice(-limit);
  }

  /** A whole mesh for every call that ever began would fill the memory. */
  private placeOf(mesh: MeshView, { flow }: Edge): PlaceView {
    const { rootNamespace, trustDomain, nodes, policies } = mesh;
    // Only who has no pod needs an address that no pod has.
    const pods = flow.from.kind === "transient" ? mesh.pods : NO_PODS;
    const known = this.places.find(
      (it) =>
        it.pods === pods &&
        it.nodes === nodes &&
        it.policies === policies &&
        it.rootNamespace === rootNamespace &&
        it.trustDomain === trustDomain,
    );
    if (known !== undefined) {
      return known;
    }
    const place = { rootNamespace, trustDomain, nodes, policies, pods };
    this.places = [place, ...this.places].slice(0, 2);
    return place;
  }

  private segmentsOf(pod: PodView): Segment[] {
    return (this.courses.get(pod.uid) ?? []).flatMap((course) => {
      const { role } = course;
      if (role === "ztunnel-server" || role === "ztunnel-client") {
        return [
          {
            course,
            fromMs: Number.NEGATIVE_INFINITY,
            toMs: Number.POSITIVE_INFINITY,
            write: writer(course, (call, timeMs) =>
              ztunnelLine(course, call, timeMs),
            ),
          },
        ];
      }
      return this.told.flatMap(({ fromMs, logging }, index) => {
        const toMs = this.told[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
        return logsFor(course, logging, pod).map((log) => {
          const format = lineFormatOf(log.format);
          const write = writer(course, (call, timeMs) =>
            format(envoyValues(course, call, timeMs)),
          );
          return { course, fromMs, toMs, write };
        });
      });
    });
  }
}

/** The lines of one course in one access log, while it was as it was. */
interface Segment {
  readonly course: Course;
  readonly fromMs: number;
  readonly toMs: number;
  write(call: number): LogLine;
}

function writer(
  { pace }: Course,
  textOf: (call: number, timeMs: number) => string,
): Segment["write"] {
  return (call) => {
    const timeMs = timeOfCall(pace, call);
    return { timeMs, text: textOf(call, timeMs) };
  };
}

/** The listener's own log has no say about who is refused, but obeys the same filter. */
function logsFor(
  course: Course,
  logging: LoggingView,
  pod: PodView,
): AccessLog[] {
  const { role } = course;
  if (role === "refuser" && !logging.listenerLog) {
    return [];
  }
  return accessLogsOf(
    logging,
    pod,
    role === "client" ? "client" : "server",
  ).filter(({ filter }) => filter === null || filter(loggedCall(course)));
}

function within(
  { course, fromMs, toMs }: Segment,
  afterMs: number,
  untilMs: number,
): WrittenCalls {
  return writtenCalls(
    course.pace,
    Math.max(afterMs, fromMs),
    Math.min(untilMs, toMs),
  );
}

/** The latest moment after which there are still at least `limit` lines, so that no more is written than read. */
function startOfTail(
  segments: readonly Segment[],
  earliestMs: number,
  nowMs: number,
  limit: number,
): number {
  const linesAfter = (afterMs: number) =>
    segments.reduce(
      (sum, segment) => sum + within(segment, afterMs, nowMs).count,
      0,
    );
  let [tooEarly, tooLate] = [earliestMs, nowMs];
  if (linesAfter(tooEarly) <= limit) {
    return tooEarly;
  }
  while (tooLate - tooEarly > 1) {
    const middle = Math.floor((tooEarly + tooLate) / 2);
    if (linesAfter(middle) >= limit) tooEarly = middle;
    else tooLate = middle;
  }
  return tooEarly;
}
