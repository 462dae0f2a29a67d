import { describe, expect, it } from "vitest";
import { fewAtOnce } from "./few-at-once";

describe("questions at once", () => {
  it("are answered up to the bound, and one more is turned away with a remedy", async () => {
    const few = fewAtOnce(2);
    let finish = () => {};
    const busy = new Promise<string>((resolve) => {
      finish = () => resolve("done");
    });
    const both = [few(() => busy), few(() => busy)];
    await expect(few(() => busy)).rejects.toMatchObject({
      code: "busy",
      remedy: expect.stringMatching(/\S/),
    });
    finish();
    expect(await Promise.all(both)).toEqual(["done", "done"]);
    expect(await few(async () => "next")).toBe("next");
  });

  it("give their place back also where they fail", async () => {
    const few = fewAtOnce(1);
    for (let time = 0; time < 3; time += 1) {
      await expect(
        few(async () => {
          throw new Error("no log");
        }),
      ).rejects.toThrow("no log");
    }
  });
});
