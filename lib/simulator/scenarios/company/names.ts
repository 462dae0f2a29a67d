const teams = [
  "payments",
  "orders",
  "catalog",
  "identity",
  "search",
  "shipping",
  "billing",
  "pricing",
  "media",
  "support",
  "growth",
  "risk",
  "ledger",
  "inventory",
  "checkout",
  "returns",
  "loyalty",
  "reviews",
  "messaging",
  "analytics",
  "fraud",
  "treasury",
  "merchants",
  "logistics",
  "warehouse",
  "suppliers",
  "contracts",
  "accounts",
  "lending",
  "insurance",
  "travel",
  "tickets",
  "maps",
  "drivers",
  "kitchen",
  "ads",
  "content",
  "mobile",
  "partners",
  "compliance",
] as const;

const subjects = [
  "checkout",
  "invoice",
  "profile",
  "session",
  "quote",
  "refund",
  "basket",
  "stock",
  "address",
  "coupon",
  "receipt",
  "schedule",
  "document",
  "limit",
  "balance",
  "notice",
] as const;

const duties = [
  "api",
  "worker",
  "store",
  "events",
  "gateway",
  "cache",
  "sync",
  "admin",
  "search",
  "reports",
  "webhooks",
] as const;

/** "payments-17": a team has as many namespaces as it has stages and products. */
export function namespaceName(index: number): string {
  const team = teams[index % teams.length] ?? "";
  return `${team}-${Math.floor(index / teams.length) + 1}`;
}

/**
 * "checkout-api"
 * @param start any whole number, so that namespaces differ
 * @param index of the service in its namespace
 */
export function serviceName(start: number, index: number): string {
  const round = Math.floor(index / duties.length);
  const subject = subjects[(start + round) % subjects.length] ?? "";
  return `${subject}-${duties[index % duties.length]}`;
}
