/** Everything the palette knows: pages and settings, then namespaces and services. Pure. */
import { CLEARED } from "@/components/filters/criteria";
import { servicePath } from "@/components/service/service-path";
import type { Snapshot } from "@/lib/api/contract";
import type { Language } from "@/lib/words/language";
import type { PaletteEntry } from "./palette-entry";
import { settingsEntries } from "./palette-settings";

/** @param snapshot undefined while nothing is known: then there are pages and settings only. */
export function paletteEntries(
  snapshot: Snapshot | undefined,
  language: Language,
): PaletteEntry[] {
  return [
    ...settingsEntries(snapshot, language),
    ...(snapshot ? namespaceEntries(snapshot) : []),
    ...(snapshot ? serviceEntries(snapshot) : []),
  ];
}

function serviceEntries({ services, window }: Snapshot): PaletteEntry[] {
  return services.map((row) => {
    const { namespace, name } = row;
    const { pathname } = servicePath(row, window);
    return {
      key: `service:${namespace}/${name}`,
      kind: "service",
      label: `${namespace}/${name}`,
      terms: [name, `${namespace}/${name}`],
      command: { do: "go", path: `${pathname}?window=${window}` },
    };
  });
}

function namespaceEntries({ services }: Snapshot): PaletteEntry[] {
  const names = new Set(services.map(({ namespace }) => namespace));
  return [...names].sort().map((namespace) => ({
    key: `namespace:${namespace}`,
    kind: "namespace",
    label: namespace,
    terms: [namespace],
    command: {
      do: "view",
      patch: { ...CLEARED, ns: [namespace], open: [namespace], shut: null },
    },
  }));
}
