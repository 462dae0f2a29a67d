/** Words of the page itself: headings, buttons, hints. */
export const interfaceWords = {
  product: "Lockstep",
  language: { en: "English", zh: "简体中文" },
  titled: (title: string, value: string) => `${title}: ${value}`,
  cancel: "Cancel",
  close: "Close",
  copy: "Copy",
  copied: "Copied",
  retry: "Try again",
  loading: "Loading…",
  noIdentity: "no identity",
  never: "never",
  now: "now",
  none: "none",
  lastSeen: (ago: string) => `last ${ago}`,
  inWindow: (count: string, window: string) => `${count} in ${window}`,
  asOf: (moment: string) => `As of ${moment}`,
  requests: (count: string) =>
    `${count} ${count === "1" ? "request" : "requests"}`,
  connections: (count: string) =>
    `${count} ${count === "1" ? "connection" : "connections"}`,
};

export type InterfaceWords = typeof interfaceWords;
