import { test } from "vitest";
import { aPod, withoutProxy } from "@/lib/mesh/testing/inventory-builders";
import {
  type Case,
  expectRule,
  type Rule,
} from "@/lib/mesh/testing/ready-service";

const day = (days: number) =>
  new Date(Date.parse("2026-03-01T00:00:00Z") - days * 86_400_000)
    .toISOString()
    .replace(".000", "");
const cronJob = (lastRunAt: string | null, suspended = false) => ({
  namespace: "foo",
  name: "report",
  suspended,
  lastRunAt,
  template: { labels: {}, annotations: {}, hostNetwork: false },
});

/** Semantics E16: what runs by the clock, and was perhaps not seen. */
const RULES: readonly Rule[] = [
  [
    "E16",
    "cron-jobs-without-proxy",
    "warn",
    {
      found: jobs(cronJob(day(1))),
      // Within the window of an hour: it was counted like everybody else.
      nearMiss: jobs(cronJob("2026-02-28T23:30:00Z")),
    },
  ],
  [
    "E16, suspended",
    "cron-jobs-without-proxy",
    "warn",
    { found: jobs(cronJob(null)), nearMiss: jobs(cronJob(null, true)) },
  ],
  [
    "E16, injected",
    "cron-jobs-without-proxy",
    "warn",
    {
      found: jobs(cronJob(null)),
      nearMiss: {
        mesh: {
          ...jobs(cronJob(null)).mesh,
          namespaces: [
            {
              name: "foo",
              labels: { "istio-injection": "enabled" },
              annotations: {},
            },
          ],
        },
      },
    },
  ],
  [
    "E16, running",
    "cron-jobs-without-proxy",
    "warn",
    {
      found: jobs(cronJob(day(1))),
      // A run that goes on since before the window was counted as well; E07 names it.
      nearMiss: {
        mesh: {
          ...jobs(cronJob(day(1))).mesh,
          pods: [
            withoutProxy(
              aPod("foo/report-1", {
                workload: { kind: "CronJob", namespace: "foo", name: "report" },
              }),
            ),
          ],
        },
      },
    },
  ],
  [
    "E16, elsewhere",
    "cron-jobs-without-proxy",
    "info",
    {
      found: jobs({ ...cronJob(null), namespace: "batch" }),
      nearMiss: jobs({
        ...cronJob("2026-02-28T23:30:00Z"),
        namespace: "batch",
      }),
    },
  ],
  [
    "E16, unread",
    "cron-jobs-unreadable",
    "warn",
    {
      found: { mesh: { cronJobs: { complete: false, items: [] } } },
      nearMiss: {},
    },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

function jobs(...items: ReturnType<typeof cronJob>[]): Case {
  return { mesh: { cronJobs: { complete: true, items } } };
}
