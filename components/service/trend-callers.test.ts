import { expect, test } from "vitest";
import {
  aCaller,
  aCell,
  aRow,
  someCounts,
} from "@/components/testing/a-snapshot";
import { trendCallers } from "./trend-callers";

const requests = someCounts({ mutualTls: 1 });

test("one workload with two identities is one choice, the nameless are one more", () => {
  const row = aRow({
    cells: [
      aCell({
        callers: [
          aCaller({ principal: "a", requests }),
          aCaller({ principal: "b", requests }),
          aCaller({ workload: null, requests }),
        ],
      }),
      aCell({
        client: null,
        callers: [
          aCaller({
            namespace: null,
            workload: null,
            requests: someCounts({ plaintext: 1 }),
          }),
        ],
      }),
    ],
  });
  expect(trendCallers(row).map(({ key }) => key)).toEqual(["/", "web/front"]);
});
