import { expect, test } from "vitest";
import { aCaller, aDetail, someCounts } from "@/components/testing/a-snapshot";
import { trendCallers } from "./trend-callers";

const requests = someCounts({ mutualTls: 1 });

test("one workload with two identities is one choice, the nameless are one more", () => {
  const row = aDetail({
    callers: [
      aCaller({ principal: "a", requests }),
      aCaller({ principal: "b", requests }),
      aCaller({ workload: null, requests }),
      aCaller({
        namespace: null,
        workload: null,
        requests: someCounts({ plaintext: 1 }),
      }),
    ],
  });
  expect(trendCallers(row).map(({ key }) => key)).toEqual(["/", "web/front"]);
});
