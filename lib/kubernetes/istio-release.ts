/** Istio 1.6 dropped Policy and MeshPolicy (semantics C). */
const LAST_LEGACY_MINOR = 5;

/** What a control-plane pod shows of its release. */
export interface ReleaseSigns {
  /** Of its container `discovery`; null where there is none. */
  readonly image: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Whether the control plane of this pod is Istio 1.5 or older, and so obeys Policy and MeshPolicy; null
 * where nothing says so for certain, or two signs contradict each other. Signs are the image's tag, the
 * operator's label, and a revision that is named after a release ("1-24-2").
 */
export function obeysLegacyPolicies(signs: ReleaseSigns): boolean | null {
  const minors = [
    minorOfImage(signs.image ?? ""),
    minorOf(signs.labels["operator.istio.io/version"] ?? ""),
    minorOf((signs.labels["istio.io/rev"] ?? "").replaceAll("-", ".")),
  ].filter((minor) => minor !== null);
  return agreed(minors.map((minor) => minor <= LAST_LEGACY_MINOR));
}

/** What all say; null where they differ, or one of them does not know, or there is none. */
export function agreed(answers: readonly (boolean | null)[]): boolean | null {
  const [only, ...others] = new Set(answers);
  return only === undefined || others.length > 0 ? null : only;
}

/** A digest instead of a tag says nothing, and neither does an image that is no pilot: vendors count in their own way. */
function minorOfImage(image: string): number | null {
  const name = (image.split("@")[0] ?? "").split("/").at(-1) ?? "";
  const [repository = "", tag = ""] = name.split(":");
  return /(^|-)pilot$/.test(repository) ? minorOf(tag) : null;
}

/** 24 of "1.24.2", "v1.24", "1.24.2-distroless"; null for "latest", for 2.x, and for what was built before a release. */
function minorOf(version: string): number | null {
  const found = version.match(/^v?1\.(\d+)(?:\.\d+)?(?:[-+.](.*))?$/);
  return found === null || /alpha|beta|rc|dev/i.test(found[2] ?? "")
    ? null
    : Number(found[1]);
}
