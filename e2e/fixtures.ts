import { test as base, expect } from "@playwright/test";
import { MatrixPage } from "./pages/matrix-page";
import { startWorld, type World, type WorldOptions } from "./world";

interface Fixtures {
  readonly matrix: MatrixPage;
  /** Console errors a test brings about on purpose. */
  readonly allowedErrors: RegExp[];
}

interface WorkerFixtures extends WorldOptions {
  readonly world: World;
  /** A reason for a world of its own, for tests that leave traces in the app. */
  readonly apart: string;
}

/** Every test: a fresh scenario, and a failure on any error in the browser's console. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  scenario: ["migration", { option: true, scope: "worker" }],
  user: ["admin", { option: true, scope: "worker" }],
  settings: [{}, { option: true, scope: "worker" }],
  allowedErrors: [[], { option: true }],
  apart: ["", { option: true, scope: "worker" }],
  world: [
    async ({ scenario, user, settings }, use) => {
      const world = await startWorld({ scenario, user, settings });
      await use(world);
      await world.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ world }, use) => use(world.url),
  page: async ({ page, world, allowedErrors }, use) => {
    await world.reset();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    const unexpected = errors.filter(
      (text) => !allowedErrors.some((allowed) => allowed.test(text)),
    );
    expect(unexpected, "errors in the browser's console").toEqual([]);
  },
  matrix: async ({ page }, use) => use(new MatrixPage(page)),
});

export { expect };
