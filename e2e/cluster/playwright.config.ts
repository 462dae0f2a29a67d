import base from "@/playwright.config";

export default {
  ...base,
  testDir: ".",
  testIgnore: [],
  workers: 1,
  timeout: 180_000,
};
