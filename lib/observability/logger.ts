import pino, { type Logger as PinoLogger } from "pino";

export type Logger = PinoLogger;

const KEY: unique symbol = Symbol.for("lockstep.logger");

const SECRET_FIELDS = [
  "authorization",
  "Authorization",
  "proxy-authorization",
  "cookie",
  "Cookie",
  "set-cookie",
  "token",
  "bearerToken",
  "id-token",
  "refresh-token",
  "apiKey",
  "client-key-data",
  "password",
  "secret",
];

/**
 * The process's one logger: JSON lines on standard output, secrets cut out. Held on globalThis because
 * Next loads this module once for the boot hook and again for the routes.
 */
export function logger(): Logger {
  const holder = globalThis as typeof globalThis & { [KEY]?: Logger };
  holder[KEY] ??= createLogger(process.env.LOG_LEVEL ?? "info");
  return holder[KEY];
}

/** For tests and separate processes. `level` is one of pino's; an unknown one falls back to "info". */
export function createLogger(
  level: string,
  destination?: pino.DestinationStream,
): Logger {
  const known = level === "silent" || level in pino.levels.values;
  const options: pino.LoggerOptions = {
    level: known ? level : "info",
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secretPaths(), censor: "[redacted]" },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Pino wants each depth spelt out; three levels cover request, error and settings objects. */
function secretPaths(): string[] {
  return SECRET_FIELDS.flatMap((field) => {
    const key = JSON.stringify(field);
    return [`[${key}]`, `*[${key}]`, `*.*[${key}]`, `*.*.*[${key}]`];
  });
}
