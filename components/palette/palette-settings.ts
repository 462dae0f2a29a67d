/** What the palette can set, and the pages it leads to. Pure. */
import { CLEARED } from "@/components/filters/criteria";
import { THEMES } from "@/components/layout/theme";
import { isStillPermissive } from "@/components/matrix/row-filter";
import { SORTS } from "@/components/matrix/row-order";
import {
  NO_IDENTITY,
  VIEWS,
  type ViewPatch,
} from "@/components/matrix/view-state";
import {
  dataPlaneSchema,
  type Snapshot,
  serviceModeSchema,
  serviceRowSchema,
  verdictStateSchema,
} from "@/lib/api/contract";
import { WINDOWS } from "@/lib/mesh/window";
import type { PaletteKind } from "@/lib/words/en/palette";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { LANGUAGES, type Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import type { Command, PaletteEntry } from "./palette-entry";

/** In both languages, because Istio's words are English everywhere. */
export function settingsEntries(
  snapshot: Snapshot | undefined,
  language: Language,
): PaletteEntry[] {
  const [shown, ...others] = [
    labelled(snapshot, language),
    ...LANGUAGES.filter((other) => other !== language).map((other) =>
      labelled(snapshot, other),
    ),
  ];
  return (shown ?? []).map(({ key, kind, label, command }, place) => ({
    key,
    kind,
    label,
    terms: [label, ...others.map((entries) => entries[place]?.label ?? "")].map(
      (term) => term.toLowerCase(),
    ),
    command,
  }));
}

type Labelled = Omit<PaletteEntry, "terms">;

function labelled(
  snapshot: Snapshot | undefined,
  language: Language,
): Labelled[] {
  const w = words(language);
  const { criteria } = w.filter;
  const window = snapshot ? `?window=${snapshot.window}` : "";
  const entry = (
    kind: PaletteKind,
    id: string,
    label: string,
    command: Command,
  ): Labelled => ({ key: `${kind}:${id}`, kind, label, command });
  const filter = (
    id: string,
    criterion: string,
    value: string,
    patch: ViewPatch,
  ) =>
    entry("filter", `${criterion}:${id}`, w.filter.chip(criterion, value), {
      do: "view",
      patch: { ...patch, page: null },
    });
  const permissive = snapshot?.services.filter(isStillPermissive).length;
  return [
    entry("page", "matrix", w.palette.pages.matrix, {
      do: "go",
      path: `/${window}`,
    }),
    entry("page", "overview", w.palette.pages.overview, {
      do: "go",
      path: `/overview${window}`,
    }),
    entry("page", "findings", w.palette.pages.findings, {
      do: "go",
      path: `/findings${window}`,
    }),
    entry(
      "filter",
      "permissive",
      permissive === undefined
        ? w.filter.permissive
        : w.matrix.stillPermissive(formatCount(permissive, language)),
      { do: "view", patch: { permissive: true, page: null } },
    ),
    entry("filter", "clear", w.matrix.clear, { do: "view", patch: CLEARED }),
    entry("view", "preview", w.filter.preview.all, {
      do: "view",
      patch: { preview: "all" },
    }),
    entry("view", "no-preview", w.filter.preview.none, {
      do: "view",
      patch: { preview: null },
    }),
    ...VIEWS.map((view) =>
      entry("view", view, w.filter.chip(w.table.label, w.table.views[view]), {
        do: "view",
        patch: { view },
      }),
    ),
    ...THEMES.map((theme) =>
      entry(
        "theme",
        theme,
        w.filter.chip(w.page.theme.label, w.page.theme[theme]),
        {
          do: "theme",
          theme,
        },
      ),
    ),
    ...LANGUAGES.map((each) =>
      entry("language", each, w.interface.language[each], {
        do: "language",
        language: each,
      }),
    ),
    ...WINDOWS.map((each) =>
      entry("window", each, formatWindow(each, language), {
        do: "view",
        patch: { window: each },
      }),
    ),
    ...SORTS.map((sort) =>
      entry("sort", sort, w.filter.chip(w.matrix.sort, w.matrix.sorts[sort]), {
        do: "view",
        patch: { sort, by: null, page: null },
      }),
    ),
    ...verdictStateSchema.options.map((state) =>
      filter(state, criteria.verdict, w.verdict[state].label, {
        verdict: [state],
      }),
    ),
    ...serviceModeSchema.options.map((mode) =>
      filter(mode, criteria.policy, w.mode[mode].label, { policy: [mode] }),
    ),
    ...serviceRowSchema.shape.evidence.options.map((evidence) =>
      filter(evidence, criteria.traffic, w.matrix.evidence[evidence], {
        traffic: [evidence],
      }),
    ),
    ...dataPlaneSchema.options.map((plane) =>
      filter(plane, criteria.plane, w.filter.planes[plane], {
        plane: [plane],
      }),
    ),
    filter("no-identity", criteria.caller, w.interface.noIdentity, {
      caller: [NO_IDENTITY],
    }),
    entry("filter", "hide-system", w.palette.hideSystem, {
      do: "view",
      patch: { system: false, page: null },
    }),
    entry("filter", "show-system", w.palette.showSystem, {
      do: "view",
      patch: { system: null, page: null },
    }),
  ];
}
