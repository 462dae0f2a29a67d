/**
 * What Lockstep costs. Usage: npm run bench -- [law|app|evidence] [--scenario NAME]... [--quick] [--json FILE]
 *
 *   law   how long it takes to resolve everything, and again after one change
 *   app   the built app in a real browser, against the simulator (needs `npm run build`)
 *   evidence  our share of reading the traffic of 1,000 services
 *
 * It prints and judges nothing: times belong to the machine they were taken on.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { findBrowser } from "@/e2e/find-browser";
import { appTable } from "./app/app-report";
import { evidenceCost, evidenceTable } from "./app/evidence-cost";
import { type AppFigures, measureApp } from "./app/measure-app";
import { measureLaw } from "./law/measure-law";
import { printed } from "./law/report";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    quick: { type: "boolean", default: false },
    scenario: { type: "string", multiple: true },
  },
});
const parts = positionals.length > 0 ? positionals : ["law", "app", "evidence"];
const report: Record<string, unknown> = { node: process.version };

if (parts.includes("law")) {
  const law = measureLaw(values.quick);
  report.law = law;
  process.stdout.write(printed(law));
}
if (parts.includes("app")) {
  const browser = findBrowser();
  const app: AppFigures[] = [];
  for (const scenario of values.scenario ?? ["migration", "large", "huge"]) {
    app.push(await measureApp(scenario, browser));
  }
  report.app = app;
  process.stdout.write(appTable(app));
}
if (parts.includes("evidence")) {
  const evidence = await evidenceCost();
  report.evidence = evidence;
  process.stdout.write(evidenceTable(evidence));
}
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
