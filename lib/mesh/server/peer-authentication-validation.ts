import type { Labels } from "@/lib/mesh/objects";

/** The fields of a PeerAuthentication that admission looks at; null = absent. */
export interface PeerAuthenticationSpec {
  readonly selector: Labels | null;
  readonly portLevelMtls: Readonly<Record<string, unknown>> | null;
}

export interface ValidationResult {
  /** Why Istio refuses the object; empty = it is let in. */
  readonly errors: readonly ValidationCode[];
  readonly warnings: readonly ValidationCode[];
}

type ValidationCode =
  | "ports-without-selector"
  | "empty-port-list"
  | "port-out-of-range"
  | "empty-label-key"
  | "wildcard-in-selector"
  | "selector-without-labels";

/**
 * What Istio's webhook says about an object before it is stored. Objects written while the webhook was away
 * can still hold any of this. Source: istio pkg/config/validation, ValidatePeerAuthentication.
 */
export function validatePeerAuthentication(
  spec: PeerAuthenticationSpec,
): ValidationResult {
  const labels = Object.entries(spec.selector ?? {});
  const ports = Object.keys(spec.portLevelMtls ?? {});
  const errors: ValidationCode[] = [];
  if (labels.length === 0 && ports.length > 0) {
    errors.push("ports-without-selector");
  }
  if (spec.portLevelMtls !== null && ports.length === 0) {
    errors.push("empty-port-list");
  }
  if (!ports.every(isPort)) errors.push("port-out-of-range");
  if (labels.some(([key]) => key === "")) errors.push("empty-label-key");
  if (labels.some(([key, value]) => `${key}${value}`.includes("*"))) {
    errors.push("wildcard-in-selector");
  }
  return {
    errors,
    warnings:
      spec.selector !== null && labels.length === 0
        ? ["selector-without-labels"]
        : [],
  };
}

/** The API's keys are unsigned integers in JSON's text form: no hexadecimals, signs, fractions or blanks. */
export function isPort(key: string): boolean {
  return /^[1-9]\d{0,4}$/.test(key) && Number(key) <= 65_535;
}
