import { groupVersion, type ResourceDefinition } from "./resources";
import { reviewKinds } from "./reviews";

const coreVerbs = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
];
const customVerbs = [
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "create",
  "update",
  "watch",
];
const reviewGroup = "authorization.k8s.io";

/** The version this server claims; old enough to promise nothing that it does not do. */
export const serverVersion = {
  major: "1",
  minor: "32",
  gitVersion: "v1.32.0-simulator",
  gitCommit: "0000000000000000000000000000000000000000",
  gitTreeState: "clean",
  buildDate: "2024-12-11T00:00:00Z",
  goVersion: "go1.23.3",
  compiler: "gc",
  platform: "linux/amd64",
};

/** `/api` */
export function coreVersions(serverAddress: string) {
  return {
    kind: "APIVersions",
    versions: ["v1"],
    serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress }],
  };
}

/** `/apis` */
export function groupList(resources: readonly ResourceDefinition[]) {
  const groups = [
    ...new Set([...resources.map(({ group }) => group), reviewGroup]),
  ];
  return {
    kind: "APIGroupList",
    apiVersion: "v1",
    groups: groups
      .filter((group) => group !== "")
      .map((group) => describeGroup(resources, group)),
  };
}

/** `/apis/GROUP`; null when nothing of the group is served. */
export function apiGroup(
  resources: readonly ResourceDefinition[],
  group: string,
) {
  const served = versionsOf(resources, group).length > 0;
  return served
    ? { kind: "APIGroup", apiVersion: "v1", ...describeGroup(resources, group) }
    : null;
}

/** `/api/v1` and `/apis/GROUP/VERSION`; null when nothing of it is served. */
export function resourceList(
  resources: readonly ResourceDefinition[],
  group: string,
  version: string,
) {
  const listed =
    group === reviewGroup && version === "v1"
      ? reviewResources()
      : resources
          .filter(
            (definition) =>
              definition.group === group &&
              definition.versions.includes(version),
          )
          .flatMap(describeResource);
  return listed.length === 0
    ? null
    : {
        kind: "APIResourceList",
        ...(group === "" ? {} : { apiVersion: "v1" }),
        groupVersion: groupVersion(group, version),
        resources: listed,
      };
}

function describeGroup(
  resources: readonly ResourceDefinition[],
  group: string,
) {
  const versions = versionsOf(resources, group).map((version) => ({
    groupVersion: groupVersion(group, version),
    version,
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function versionsOf(
  resources: readonly ResourceDefinition[],
  group: string,
): string[] {
  if (group === reviewGroup) {
    return ["v1"];
  }
  const served = resources.filter((definition) => definition.group === group);
  return [...new Set(served.flatMap(({ versions }) => versions))];
}

function describeResource(definition: ResourceDefinition) {
  const {
    plural,
    singular,
    namespaced,
    kind,
    shortNames,
    custom,
    status,
    subresources,
  } = definition;
  const subresource = (name: string, verbs: string[]) => ({
    name: `${plural}/${name}`,
    singularName: "",
    namespaced,
    kind,
    verbs,
  });
  return [
    {
      name: plural,
      singularName: singular,
      namespaced,
      kind,
      verbs: custom ? customVerbs : coreVerbs,
      ...(shortNames.length === 0 ? {} : { shortNames }),
      ...(custom ? { categories: categoriesOf(definition.group) } : {}),
    },
    ...subresources.map((name) => subresource(name, ["get"])),
    ...(status ? [subresource("status", ["get", "patch", "update"])] : []),
  ];
}

/** "security.istio.io" is in the categories istio-io and security-istio-io. */
function categoriesOf(group: string): string[] {
  return group.endsWith(".istio.io")
    ? ["istio-io", group.replaceAll(".", "-")]
    : ["prometheus-operator"];
}

function reviewResources() {
  return Object.entries(reviewKinds).map(([name, kind]) => ({
    name,
    singularName: "",
    namespaced: false,
    kind,
    verbs: ["create"],
  }));
}
