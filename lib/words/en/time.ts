/** Time: how far back, in which zone, how fresh, and whether the page still follows. */
export const timeWords = {
  custom: "Custom…",
  customTitle: "A time range of your own",
  amount: "Length",
  unit: "Unit",
  units: { m: "minutes", h: "hours", d: "days" },
  show: "Show",
  bad: {
    number: "Write a whole number, e.g. 90.",
    short: "The shortest time range is 5 minutes.",
    long: "The longest time range is 30 days.",
  },
  refused: (text: string, shown: string) =>
    `“${text}” is no time range from 5 minutes to 30 days. You see ${shown}.`,
  backToUsual: (shown: string) => `Show ${shown}`,
  zone: {
    label: "Times in",
    local: "Local",
    utc: "UTC",
    localName: "Local time",
    utcName: "Universal time, UTC",
  },
  asOf: (moment: string) => `as of ${moment}`,
  atTheLatest: (moment: string) => `at the latest ${moment}`,
  freshness: {
    title: "What was read, and when",
    traffic: "Traffic figures speak of",
    none: "no figures",
    cluster: "The cluster was last judged",
    kubernetes: "Kubernetes",
    prometheus: "Prometheus",
    source: "Source",
    state: "State",
    version: "Version",
    since: "Since",
    nothing: "Nothing was read yet.",
  },
  alarm: {
    kubernetesStale: (age: string) =>
      `Kubernetes does not answer. What you see is at least ${age} old.`,
    kubernetesDown: (age: string) =>
      `Kubernetes unreachable for ${age}. What is not known shows as unknown.`,
    prometheusStale: (age: string) =>
      `Prometheus does not answer. Traffic figures are ${age} old.`,
    prometheusDown: (age: string) => `Prometheus unreachable for ${age}`,
  },
  paused: {
    hidden: "Paused",
    dialog: "Paused",
    hiddenHint:
      "Nobody looks at this tab, so it does not ask. It goes on once it is in view.",
    dialogHint:
      "What you see behind an open dialog stands still. It goes on once the dialog is closed.",
  },
};

export type TimeWords = typeof timeWords;
