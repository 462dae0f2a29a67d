import { createServer } from "node:net";

/**
 * Whether we could listen there: null, or one sentence that says why not.
 * Asked before the server starts, because its own answer is a stack trace.
 */
export function listenFault(
  hostname: string,
  port: number,
): Promise<string | null> {
  const host = hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      resolve(sentence(error.code, hostname, port));
    });
    probe.listen({ host, port, exclusive: true }, () => {
      probe.close(() => resolve(null));
    });
  });
}

function sentence(
  code: string | undefined,
  hostname: string,
  port: number,
): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${hostname} is in use by another program. End that program, or choose another port with PORT.`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023 with PORT.`;
    default:
      return `Lockstep cannot listen on ${hostname}, port ${port} (${code ?? "no details"}). Choose another with HOSTNAME and PORT.`;
  }
}
