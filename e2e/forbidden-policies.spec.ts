import { expect, test } from "./fixtures";

// A world of its own: after a refusal Lockstep asks again only once a minute.
test.use({ apart: "forbidden policies" });

test("policies that may not be read leave modes unknown, never permissive", async ({
  matrix,
  world,
  page,
}) => {
  await world.faults({
    kubernetes: {
      forbid: [{ resource: "peerauthentications" }],
      gone: true,
      dropWatches: true,
    },
  });
  await matrix.open();
  await expect(matrix.policy("httpbin", "foo")).toHaveText("UNKNOWN", {
    timeout: 20_000,
  });
  await expect(
    page.getByText(/sources? (is|are) not read completely/),
  ).toBeVisible();
});
