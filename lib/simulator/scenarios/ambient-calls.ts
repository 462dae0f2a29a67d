/** Who calls whom in the museum, at port 80: caller, service, calls per second of each calling pod. */
export const AMBIENT_CALLS: readonly (readonly [
  from: string,
  to: string,
  ratePerS: number,
])[] = [
  ["museum/website", "museum/tickets", 1.2],
  ["museum/website", "museum/members", 0.6],
  ["museum/website", "museum/exhibits", 2.1],
  ["museum/website", "museum/audio-guide", 0.4],
  ["museum/website", "museum/floor-plans", 0.3],
  ["museum/website", "kiosks/signage", 0.05],
  ["museum/website", "office/wiki", 0.02],
  ["museum/tickets", "museum/members", 0.5],
  ["museum/tickets", "kiosks/ticket-kiosk", 0.2],
  ["museum/audio-guide", "museum/exhibits", 0.7],
  ["museum/turnstiles", "museum/tickets", 0.8],
  ["museum/exhibits", "archive/catalogue", 0.9],

  ["archive/catalogue", "archive/scans", 0.3],
  ["archive/catalogue", "archive/loans", 0.1],
  ["archive/scans", "restoration/xray", 0.05],
  ["archive/loans", "restoration/climate", 0.04],

  ["kiosks/ticket-kiosk", "museum/tickets", 0.6],
  ["kiosks/ticket-kiosk", "kiosks/signage", 0.1],
  ["kiosks/signage", "museum/exhibits", 0.2],
  ["kiosks/signage", "kiosks/ticket-kiosk", 0.1],

  ["office/finance-export", "museum/tickets", 0.05],
  ["office/newsletter", "museum/exhibits", 0.03],
  ["office/backup", "archive/catalogue", 0.04],
  ["office/backup", "restoration/xray", 0.02],
];

/** What Prometheus, without a proxy, scrapes on the metrics port of the pods. */
export const AMBIENT_SCRAPES: readonly string[] = [
  "archive/scans",
  "archive/loans",
  "restoration/xray",
];
