/** The part of a service's page that asks who calls, as an address names it. */
export const WHO_PART = "who";
