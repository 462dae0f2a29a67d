import { readZtunnelLine, type ZtunnelCall } from "./ztunnel-line";

export interface ZtunnelLogReading {
  /** To the pods asked for. */
  readonly calls: readonly ZtunnelCall[];
  readonly lines: number;
  /** Of the access log, about whichever pod of the node. */
  readonly accessLines: number;
  readonly notUnderstood: number;
}

export interface ZtunnelLogReader {
  readLine(line: string): void;
  reading(): ZtunnelLogReading;
}

/** The log of one ztunnel, as far as it is about these pods. */
export function ztunnelLogReader(
  pods: Iterable<{ readonly namespace: string; readonly name: string }>,
): ZtunnelLogReader {
  const wanted = new Set(
    [...pods].map(({ namespace, name }) => `${namespace}/${name}`),
  );
  const calls: ZtunnelCall[] = [];
  const counts = { lines: 0, accessLines: 0, notUnderstood: 0 };
  return {
    readLine(line) {
      if (line.trim() === "") return;
      counts.lines += 1;
      if (!/connection complete/.test(line)) return;
      counts.accessLines += 1;
      const call = readZtunnelLine(line);
      if (call !== null) {
        const { namespace, pod } = call.destination;
        if (wanted.has(`${namespace}/${pod}`)) calls.push(call);
      } else if (!/\bdirection"?[=:]\s*"outbound"/.test(line)) {
        counts.notUnderstood += 1;
      }
    },
    reading: () => ({ calls, ...counts }),
  };
}
