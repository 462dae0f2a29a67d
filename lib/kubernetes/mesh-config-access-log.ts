import { z } from "zod";
import type {
  AccessLogSettings,
  LogFormat,
} from "@/lib/mesh/access-log-settings";
import { extensionProvidersShape } from "./mesh-config-providers";
import { isRecord } from "./record";

/** The fields of the mesh config that are about access logs, and those beside them; all may be missing. */
export const accessLogShape = {
  accessLogFile: z.string().nullish(),
  accessLogFormat: z.string().nullish(),
  accessLogEncoding: z.enum(["TEXT", "JSON"]).nullish(),
  defaultProviders: z
    .object({
      accessLogging: z.array(z.string()).nullish(),
      metrics: z.array(z.string()).nullish(),
    })
    .nullish(),
  extensionProviders: extensionProvidersShape,
};

type Fields = z.output<z.ZodObject<typeof accessLogShape>>;

/** null = the mesh config says nothing of access logs. */
export function accessLogSettings(fields: Fields): AccessLogSettings | null {
  const { accessLogFile, accessLogFormat, accessLogEncoding } = fields;
  const defaults = fields.defaultProviders?.accessLogging ?? [];
  const files = (fields.extensionProviders ?? []).flatMap(
    ({ name, envoyFileAccessLog }) =>
      envoyFileAccessLog
        ? [
            {
              name,
              path: envoyFileAccessLog.path || STANDARD_OUTPUT,
              format: {
                text: envoyFileAccessLog.logFormat?.text || null,
                json: texts(envoyFileAccessLog.logFormat?.labels),
              },
            },
          ]
        : [],
  );
  const isSilent =
    !accessLogFile &&
    !accessLogFormat &&
    defaults.length === 0 &&
    files.length === 0;
  return isSilent
    ? null
    : {
        file: accessLogFile ?? "",
        format: formatOf(accessLogFormat ?? "", accessLogEncoding ?? "TEXT"),
        defaultProviders: defaults,
        fileProviders: files,
      };
}

const STANDARD_OUTPUT = "/dev/stdout";

function formatOf(format: string, encoding: "TEXT" | "JSON"): LogFormat {
  return encoding === "TEXT"
    ? { text: format || null, json: null }
    : { text: null, json: texts(parseJson(format)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Istio falls back to its own format as well.
    return null;
  }
}

/** Nested values are left out: none of the fields we read is put there by anybody. */
function texts(value: unknown): Readonly<Record<string, string>> | null {
  if (!isRecord(value)) return null;
  const found = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return found.length > 0 ? Object.fromEntries(found) : null;
}
