import type { ScenarioName } from "@/lib/simulator/scenarios/catalog";

/** What to do now, in a few lines for a terminal. */
export function guideFor(scenario: ScenarioName): string {
  switch (scenario) {
    case "migration":
      return `
  Namespaces foo, bar and legacy each run httpbin and sleep. foo and bar have
  sidecars, legacy has none. Every sleep calls every httpbin, all in plaintext.

  1. Find the row httpbin in foo: three callers, none over mutual TLS.
  2. Press "Use mutual TLS" there and apply: sleep in foo and bar switch over.
     Press Enter here to let ten minutes pass, and choose "5 min" on the page.
  3. Look who is left: a caller without identity. It is sleep in legacy.
  4. Press "Plan", type the name, "Lock to STRICT": that caller is refused.
  5. Press "Undo", then "Unlock": it gets through again. "Undo mutual TLS" in the
     panel of the service takes the DestinationRule back as well.
`;
    case "shop":
      return `
  A company half way through its migration: some namespaces are STRICT, some callers
  still send plaintext, some cannot be seen at all. Find out what may be locked next.
`;
    case "large":
      return `
  300 namespaces, 1,000 services and 2,000 pods, to see how the matrix holds up.
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
