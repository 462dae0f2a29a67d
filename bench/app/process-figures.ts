/** What the kernel says of another process. Linux only, as the figures it is compared with. */
import { readdirSync, readFileSync } from "node:fs";

/** USER_HZ, which Linux has at 100 on every machine it shares figures with. */
const TICKS_PER_SECOND = 100;

/** Resident memory in bytes. */
export function residentBytes(pid: number): number {
  const line = readFileSync(`/proc/${pid}/status`, "utf8").match(
    /^VmRSS:\s+(\d+) kB/m,
  );
  return Number(line?.[1] ?? Number.NaN) * 1024;
}

/** Seconds it has computed so far, all threads together. */
export function cpuSeconds(pid: number): number {
  const [, ticks] = fieldsOf(pid);
  return ticks / TICKS_PER_SECOND;
}

/** The process at the end of a chain of starters; each has one child at most. */
export function lastChild(pid: number): number {
  const next = readdirSync("/proc").find(
    (name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid,
  );
  return next === undefined ? pid : lastChild(Number(next));
}

function parentOf(pid: number): number | null {
  try {
    return fieldsOf(pid)[0];
  } catch {
    // It ended while we looked.
    return null;
  }
}

/** Parent, and ticks in user and kernel mode: fields 4, 14 and 15 of proc(5). */
function fieldsOf(pid: number): [parent: number, ticks: number] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return [Number(fields[1]), Number(fields[11]) + Number(fields[12])];
}
