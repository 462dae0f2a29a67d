import base from "@/playwright.config";

export default { ...base, testDir: ".", workers: 1, timeout: 180_000 };
