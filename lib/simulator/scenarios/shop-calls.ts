/**
 * Who calls whom in the shop: caller, service, calls per second of each calling pod. A third number
 * is what the application answers.
 */
export type ShopCall = readonly [
  from: string,
  to: string,
  ratePerS: number,
  responseCode?: number,
];

export const SHOP_CALLS: readonly ShopCall[] = [
  ["edge/ingress", "web/storefront", 6],
  ["edge/ingress", "web/mobile-api", 9],
  ["edge/ingress", "web/account-pages", 1.5],
  ["edge/ingress", "web/checkout-pages", 1.2],
  ["edge/ingress", "web/image-proxy", 12],
  ["edge/ingress", "accounts/partner-api", 0.2],
  ["edge/ingress", "accounts/login", 0.8],

  ["web/storefront", "search/search-api", 2],
  ["web/storefront", "catalog/products", 4],
  ["web/storefront", "catalog/products", 0.02, 404],
  ["web/storefront", "catalog/reviews", 0.7],
  ["web/storefront", "checkout/cart", 0.9],
  ["web/storefront", "web/sessions", 3],
  ["web/mobile-api", "search/search-api", 1.1],
  ["web/mobile-api", "search/suggest", 2.4],
  ["web/mobile-api", "catalog/products", 3],
  ["web/mobile-api", "checkout/cart", 1.3],
  ["web/mobile-api", "accounts/profiles", 0.6],
  ["web/account-pages", "accounts/accounts-api", 1],
  ["web/account-pages", "checkout/orders", 0.5],
  ["web/checkout-pages", "checkout/cart", 1.4],
  ["web/checkout-pages", "checkout/orders", 0.8],
  ["web/checkout-pages", "payments/payments-api", 0.5],
  ["web/image-proxy", "catalog/media", 6],

  ["catalog/products", "catalog/prices", 5],
  ["catalog/products", "catalog/stock", 4],
  ["catalog/products", "data/redis", 0.3],
  ["catalog/products", "data/postgres", 0.05],
  ["catalog/reviews", "data/postgres", 0.02],
  ["catalog/price-import", "catalog/prices", 0.05],

  ["search/search-api", "search/ranking", 2.5],
  ["search/search-api", "search/suggest", 0.4],
  ["search/indexer", "catalog/products", 1],
  ["search/indexer", "data/kafka", 0.01],

  ["checkout/cart", "checkout/pricing", 1.6],
  ["checkout/cart", "checkout/promotions", 0.8],
  ["checkout/cart", "data/redis", 0.4],
  ["checkout/cart", "catalog/stock", 0.9],
  ["checkout/orders", "payments/payments-api", 0.4],
  ["checkout/orders", "payments/payments-api", 0.003, 500],
  ["checkout/orders", "shipping/shipments", 0.3],
  ["checkout/orders", "messaging/mail", 0.25],
  ["checkout/orders", "data/kafka", 0.02],
  ["checkout/orders", "data/pgbouncer", 0.1],
  ["checkout/pricing", "checkout/tax", 1.1],

  ["payments/payments-api", "payments/fraud-check", 0.5],
  ["payments/payments-api", "payments/card-vault", 0.5],
  ["payments/payments-api", "payments/psp-adapter", 0.4],
  ["payments/payments-api", "ledger/ledger-api", 0.5],
  ["payments/refunds", "payments/psp-adapter", 0.01],
  ["payments/refunds", "ledger/ledger-api", 0.01],

  ["ledger/ledger-api", "ledger/postings", 0.9],
  ["ledger/ledger-api", "data/postgres", 0.05],
  ["ledger/statements", "ledger/postings", 0.05],
  ["ledger/postings", "ledger/exchange-rates", 0.02],

  ["accounts/login", "accounts/accounts-api", 0.7],
  ["accounts/login", "web/sessions", 0.7],
  ["accounts/accounts-api", "accounts/consents", 0.3],
  ["accounts/accounts-api", "data/pgbouncer", 0.2],
  ["accounts/profiles", "data/redis", 0.2],
  ["accounts/partner-api", "accounts/accounts-api", 0.1],

  ["shipping/shipments", "shipping/labels", 0.2],
  ["shipping/shipments", "shipping/routing", 0.3],
  ["shipping/tracking", "shipping/shipments", 0.4],
  ["shipping/tracking", "messaging/push", 0.1],
  ["shipping/labels", "erp/warehouse", 0.05],

  ["messaging/mail", "messaging/templates", 0.3],
  ["messaging/sms", "messaging/templates", 0.02],

  ["analytics/events", "data/kafka", 0.03],
  ["analytics/reports", "analytics/clickhouse", 0.02],
  ["analytics/reports", "checkout/orders", 0.01],

  ["erp/erp-gateway", "accounts/accounts-api", 0.08],
  ["erp/erp-gateway", "catalog/prices", 0.03],
  ["erp/invoicing", "checkout/orders", 0.02],
  ["erp/invoicing", "erp/erp-db", 0.02],
  ["erp/invoicing", "data/pgbouncer", 0.01],
  ["erp/warehouse", "shipping/shipments", 0.06],
  ["erp/warehouse", "erp/erp-db", 0.05],

  ["monitoring/grafana", "monitoring/prometheus", 0.2],
  ["monitoring/prometheus", "monitoring/alertmanager", 0.05],
];

const perHour = 1 / 3_600;
const perDay = perHour / 24;

/** Callers that are rarely there: CronJobs, with their schedule, their last run and whether their pods are injected. */
export const SHOP_CRON_JOBS = [
  {
    name: "stock-sync",
    schedule: "17 * * * *",
    ranHoursAgo: 0.5,
    injected: false,
    to: "catalog/stock",
    ratePerS: 4 * perHour,
  },
  {
    name: "settlement-report",
    schedule: "30 4 * * *",
    ranHoursAgo: 9,
    injected: false,
    to: "accounts/accounts-api",
    ratePerS: perDay,
  },
  {
    name: "invoice-archive",
    schedule: "0 2 1 * *",
    ranHoursAgo: 21 * 24,
    injected: false,
    to: "data/postgres",
    ratePerS: perDay / 14,
  },
  {
    name: "newsletter",
    schedule: "0 7 * * 1",
    ranHoursAgo: 3 * 24,
    injected: true,
    to: "messaging/mail",
    ratePerS: perDay / 7,
  },
] as const;
