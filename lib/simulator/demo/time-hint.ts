const TEN_MINUTES = JSON.stringify({ seconds: 600 });

/** How to let simulated time pass: by a key on a terminal, by a request where there is none. */
export function timeHint(simulatorUrl: string, isTerminal: boolean): string {
  return isTerminal
    ? "  Enter lets ten minutes pass, Ctrl-C ends.\n"
    : `  This lets ten minutes pass, Ctrl-C ends:\n    curl ${simulatorUrl}/_sim/advance -d '${TEN_MINUTES}'\n`;
}
