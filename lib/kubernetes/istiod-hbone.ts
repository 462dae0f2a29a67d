import { z } from "zod";

const AMBIENT = "PILOT_ENABLE_AMBIENT";
const SENDING = "PILOT_ENABLE_SENDING_HBONE";

const variable = z.object({ name: z.string(), value: z.string().optional() });

/**
 * Whether a control plane with these containers' `env` lets sidecars send HBONE (semantics B5, note 3): on
 * where ambient is on, unless it is switched off; null where a value comes from elsewhere, or cannot be read.
 * Source: istio pilot/pkg/features, registerAmbient.
 */
export function sendsHbone(environments: readonly unknown[]): boolean | null {
  const values = new Map<string, boolean | null>();
  for (const item of environments.flatMap((env) => env ?? [])) {
    const parsed = variable.safeParse(item);
    if (!parsed.success) return null;
    const { name, value } = parsed.data;
    if (name === AMBIENT || name === SENDING) values.set(name, flag(value));
  }
  const ambient = values.has(AMBIENT) ? values.get(AMBIENT) : false;
  const sending = values.has(SENDING) ? values.get(SENDING) : true;
  if (ambient === false || sending === false) return false;
  return ambient === true && sending === true ? true : null;
}

/** As Go's ParseBool reads it. */
function flag(value: string | undefined): boolean | null {
  if (value === undefined) return null;
  if (["1", "t", "T", "TRUE", "true", "True"].includes(value)) return true;
  return ["0", "f", "F", "FALSE", "false", "False"].includes(value)
    ? false
    : null;
}
