import { expect, it } from "vitest";
import { sharedRequests } from "./shared-requests";

function counting() {
  const asked: string[] = [];
  const shared = sharedRequests({
    async requestJson(_method, path) {
      asked.push(path);
      await Promise.resolve();
      if (path === "/broken") throw new Error("no");
      return { status: 200, body: path, warnings: [] };
    },
  });
  return { asked, ask: (path: string) => shared.requestJson("GET", path) };
}

it("one question that many ask at once is sent once", async () => {
  const { asked, ask } = counting();
  const answers = await Promise.all([ask("/apis"), ask("/apis"), ask("/api")]);
  expect(answers.map(({ body }) => body)).toEqual(["/apis", "/apis", "/api"]);
  expect(asked).toEqual(["/apis", "/api"]);
});

it("an answer is not kept, nor is a failure", async () => {
  const { asked, ask } = counting();
  await ask("/apis");
  await ask("/apis");
  await expect(Promise.all([ask("/broken"), ask("/broken")])).rejects.toThrow();
  await expect(ask("/broken")).rejects.toThrow();
  expect(asked).toEqual(["/apis", "/apis", "/broken", "/broken"]);
});
