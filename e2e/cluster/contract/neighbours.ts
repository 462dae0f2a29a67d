import { describe, expect, it } from "vitest";
import { at, listAt } from "@/e2e/cluster/wire-client";
import { nameOf, type Workspace } from "./workspace";

/** Kinds that tell who else calls a service, or answers for it: [group/version, plural, kind, spec]. */
const KINDS = [
  [
    "networking.k8s.io/v1",
    "ingresses",
    "Ingress",
    { defaultBackend: { service: { name: "front", port: { number: 80 } } } },
  ],
  [
    "networking.istio.io/v1",
    "sidecars",
    "Sidecar",
    { egress: [{ hosts: ["./*"] }] },
  ],
  [
    "networking.istio.io/v1",
    "workloadentries",
    "WorkloadEntry",
    { address: "10.20.30.40", labels: { app: "front" } },
  ],
] as const;

export function neighboursContract(workspace: () => Workspace): void {
  describe("what stands around a service", () => {
    it.each(KINDS)(
      "%s %s are kept and listed as they were written",
      async (apiVersion, plural, kind, spec) => {
        const name = workspace().newName();
        const path = `/apis/${apiVersion}/namespaces/${workspace().namespace}/${plural}`;
        const made = await workspace().call("POST", path, {
          body: { apiVersion, kind, metadata: { name }, spec },
        });
        expect(made.code).toBe(201);
        const { json } = await workspace().call("GET", path);
        expect(json.kind).toBe(`${kind}List`);
        expect(
          listAt(json, "items").find((item) => nameOf(item) === name),
        ).toMatchObject({ spec });
        await workspace().call("DELETE", `${path}/${name}`);
      },
    );

    it.each([
      ["networking.k8s.io/v1", "ingressclasses"],
      ["apiextensions.k8s.io/v1", "customresourcedefinitions"],
    ])("%s %s belong to no namespace", async (version, plural) => {
      const { json } = await workspace().call("GET", `/apis/${version}`);
      expect(
        listAt(json, "resources").find((found) => at(found, "name") === plural),
      ).toMatchObject({ namespaced: false });
      const { code } = await workspace().call(
        "GET",
        `/apis/${version}/${plural}`,
      );
      expect(code).toBe(200);
    });
  });
}
