import { expect, test } from "vitest";
import { podGroup } from "./pod-group";

test.each([
  ["a Deployment's", "web-7d8f9c6b5-x2x4z", "web-65c4b9d87-qq7bv"],
  ["with hyphens", "web-a-b-7d8f9c6b5-x2x4z", "web-a-b-65c4b9d87-qq7bv"],
  ["a DaemonSet's", "agent-x2x4z", "agent-qq7bv"],
  ["a CronJob's", "report-29171520-x2x4z", "report-29171580-qq7bv"],
  ["a StatefulSet's", "db-0", "db-0"],
])("%s pods replace each other", (_, before, after) => {
  expect(podGroup("foo", after)).toBe(podGroup("foo", before));
});

test.each([
  ["another name", "web-7d8f9c6b5-x2x4z", "app-7d8f9c6b5-x2x4z"],
  ["a name that is longer", "web-7d8f9c6b5-x2x4z", "web-v2-7d8f9c6b5-x2x4z"],
  ["a DaemonSet of the same name", "web-7d8f9c6b5-x2x4z", "web-x2x4z"],
  ["a StatefulSet of the same name", "web-7d8f9c6b5-x2x4z", "web-0"],
  ["another replica of a StatefulSet", "db-0", "db-1"],
  ["words that are no random text", "web-frontend-proxy", "web-frontend-cache"],
])("pods of %s do not", (_, one, other) => {
  expect(podGroup("foo", one)).not.toBe(podGroup("foo", other));
});

test("nor do pods of another namespace", () => {
  expect(podGroup("foo", "db-0")).not.toBe(podGroup("bar", "db-0"));
});
