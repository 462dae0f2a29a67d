import { expect, test } from "./fixtures";

// A world of its own: after a refusal Lockstep asks again only once a minute.
test.use({ apart: "forbidden findings" });

test("where policies may not be read, nothing found is not all is well", async ({
  page,
  world,
}) => {
  await world.faults({
    kubernetes: {
      forbid: [{ resource: "peerauthentications" }],
      gone: true,
      dropWatches: true,
    },
  });
  await page.goto("/findings?window=5m");
  await expect(page.getByText("The list is incomplete.")).toBeVisible({
    timeout: 20_000,
  });
  await expect(
    page.getByRole("banner").getByRole("link", { name: /^Findings/ }),
  ).toHaveAccessibleName(/not everything could be read/);
  const answer = await page.request.get("/api/findings");
  const found = await answer.json();
  expect(found).toMatchObject({ complete: false });
  expect(found.unread).toMatchObject([{ state: "forbidden" }]);
});
