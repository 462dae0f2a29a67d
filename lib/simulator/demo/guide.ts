import type { ScenarioName } from "@/lib/simulator/scenarios/catalog";

/** What to do now, in a few lines for a terminal. */
export function guideFor(scenario: ScenarioName): string {
  switch (scenario) {
    case "migration":
      return `
  Namespaces foo, bar and legacy each run httpbin and sleep. foo and bar have
  sidecars, legacy has none. Every sleep calls every httpbin, all in plaintext.

  1. Find the row httpbin in foo: three callers, none over mutual TLS.
  2. Press "Use mutual TLS" there, and again under the plan: sleep in foo and bar
     switch over. Let ten minutes pass (see below), and choose "5 min" on the page:
     it then looks only at what came after the change.
  3. Look who is left: a caller without identity. It is sleep in legacy.
  4. Press "Plan", type the name, "Lock to STRICT": that caller is refused.
  5. Press "Undo", then "Unlock": it gets through again. "Undo mutual TLS" in the
     panel of the service takes the DestinationRule back as well.
`;
    case "migration-1.4":
      return `
  The same task on Istio 1.4: there is no PeerAuthentication yet, so what is locked
  is a Policy that names the service. httpbin in foo has one; bar has the MeshPolicy.

  1. Press "Use mutual TLS" in the row httpbin in foo, and again under the plan.
     Let ten minutes pass (see below), and choose "5 min" on the page: it then
     looks only at what came after the change.
  2. Press "Plan", type the name, "Lock to STRICT": sleep in legacy is refused.
  3. Press "Undo", then "Unlock": the Policy is again what it was.
  4. Look at "Legacy policies" for the same words in today's API.
`;
    case "shop":
      return `
  A company half way through its migration: some namespaces are STRICT, some callers
  still send plaintext, some cannot be seen at all. Find out what may be locked next.
`;
    case "ambient":
      return `
  A museum in ambient mode: ztunnel on every node, one waypoint, sidecars in kiosks,
  and an office that is in no mesh. The mesh is STRICT; museum and kiosks are not yet.

  1. Lock members in museum: only HBONE was seen there, and nobody is refused.
  2. Look who keeps tickets open, by name, and lock it all the same: they are
     refused, and the page says so. Undo.
  3. See what is not as its policies read: xray in restoration, scans in archive.
`;
    case "large":
      return `
  300 namespaces, 1,000 services and 2,000 pods, to see how the matrix holds up.
`;
    case "huge":
      return `
  1,000 namespaces, 10,000 services and 50,000 pods. With --churn 3 pods roll, callers
  move to mutual TLS and policies change while you look.
`;
    case "empty":
      return `
  A cluster without Istio: the page says so instead of showing an empty matrix.
`;
    default: {
      const impossible: never = scenario;
      throw new TypeError(String(impossible));
    }
  }
}
