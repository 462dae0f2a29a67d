import { expect, test } from "./fixtures";

// A world of its own: after a refusal Lockstep asks again only once a minute.
test.use({ apart: "explanation without policies" });

test("without the policies nothing is claimed about a port or about calls to it", async ({
  matrix,
  world,
}) => {
  await matrix.openPanel("httpbin", "foo");
  const why = matrix.dialog().getByRole("region", { name: "Why" });
  await expect(why).toContainText("Istio then accepts both");
  await world.faults({
    kubernetes: {
      forbid: [{ resource: "peerauthentications" }],
      gone: true,
      dropWatches: true,
    },
  });
  await expect(why).toContainText("accepts is not known.", {
    timeout: 20_000,
  });
  await expect(why.getByRole("status")).toContainText("could not be read");
  await expect(why.getByRole("list", { name: "Who decides" })).toHaveCount(0);
  await expect(why.getByText(/^Works|^Fails/)).toHaveCount(0);
});
