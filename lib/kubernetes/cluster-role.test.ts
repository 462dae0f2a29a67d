import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { RESOURCE_KINDS } from "./resource-kind";

const roleSchema = z.object({
  metadata: z.object({ name: z.string() }),
  rules: z.array(
    z.object({
      apiGroups: z.array(z.string()),
      resources: z.array(z.string()),
      verbs: z.array(z.string()),
    }),
  ),
});

const roles = parseAllDocuments(
  readFileSync("docs/cluster-role.yaml", "utf8"),
).map((document) => roleSchema.parse(document.toJS()));

/** The role that a reader is told to bind must let everything through that is read, and nothing else. */
test("the documented role allows to read exactly what is read", () => {
  const read = roles.find(({ metadata }) => metadata.name === "lockstep-read");
  const allowed = read?.rules.flatMap(({ apiGroups, resources, verbs }) => {
    expect(verbs).toEqual(["get", "list", "watch"]);
    return resources.map((resource) => `${apiGroups[0]}/${resource}`);
  });
  const asked = Object.values(RESOURCE_KINDS).map(
    ({ group, plural }) => `${group}/${plural}`,
  );
  expect(allowed?.sort()).toEqual(asked.sort());
});

test("the README names every kind that is read", () => {
  const readme = readFileSync("README.md", "utf8").replace(/\s+/g, " ");
  const sentence = readme.slice(readme.indexOf("It reads "));
  const told = sentence.slice(0, sentence.indexOf("cluster-role.yaml"));
  const missing = Object.values(RESOURCE_KINDS)
    .map(({ plural }) => plural)
    .filter((plural) => !new RegExp(`\\b${plural}\\b`, "i").test(told));
  expect(missing).toEqual([]);
});
