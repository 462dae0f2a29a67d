import { type Ingress, isServedByIstio } from "@/lib/mesh/ingress";
import type { Inventory } from "@/lib/mesh/objects";
import { type Reason, reason, someOf } from "./reason";
import type { ServiceFacts } from "./service-facts";

/**
 * E13: whoever serves an Ingress calls its services. Which pods those are stands in no object, so it may be that they
 * have a proxy; only Istio's own gateway is known to (E15).
 */
export function ingressCallers({ index, service }: ServiceFacts): Reason[] {
  const leading =
    ingressesByService(index.inventory).get(
      `${service.namespace}/${service.name}`,
    ) ?? [];
  return leading.length === 0
    ? []
    : [
        reason(
          "reached-from-outside",
          "warn",
          {
            ingresses: leading.length,
            classes: someOf(classesOf(leading), (name) => name),
          },
          leading.map(({ namespace, name }) => ({
            kind: "Ingress",
            namespace,
            name,
          })),
        ),
      ];
}

/** Services ("namespace/name") to which other Ingresses lead than before, or of another class. */
export function otherwiseEntered(
  before: Inventory,
  after: Inventory,
): string[] {
  if (
    before.ingresses?.items === after.ingresses?.items &&
    before.ingressClasses?.items === after.ingressClasses?.items
  ) {
    return [];
  }
  const old = ingressesByService(before);
  const now = ingressesByService(after);
  return [...new Set([...old.keys(), ...now.keys()])].filter(
    (key) => JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key)),
  );
}

type ByService = ReadonlyMap<string, readonly Ingress[]>;

/** Made once for each pair of lists: every service asks. */
const known = new WeakMap<
  readonly Ingress[],
  { readonly classes: unknown; readonly byService: ByService }
>();

/** Those that Istio serves itself are left out. */
function ingressesByService({
  ingresses,
  ingressClasses,
}: Inventory): ByService {
  const items = ingresses?.items;
  if (items === undefined || items.length === 0) return NONE;
  const classes = ingressClasses?.items ?? NO_CLASSES;
  const made = known.get(items);
  if (made?.classes === classes) return made.byService;
  const byService = new Map<string, Ingress[]>();
  for (const ingress of items) {
    if (isServedByIstio(ingress, classes)) continue;
    for (const service of ingress.services) {
      const key = `${ingress.namespace}/${service}`;
      const list = byService.get(key);
      if (list === undefined) byService.set(key, [ingress]);
      else list.push(ingress);
    }
  }
  known.set(items, { classes, byService });
  return byService;
}

const NONE: ByService = new Map();
const NO_CLASSES: readonly [] = [];

/** Without a class it is nobody's, or the default's: nothing to name. */
function classesOf(ingresses: readonly Ingress[]): string[] {
  return [
    ...new Set(ingresses.flatMap(({ className }) => className ?? [])),
  ].sort();
}
