import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { aCaller } from "@/components/testing/a-snapshot";
import type { Plan } from "@/lib/api/enforcement-contract";
import { PlanView } from "./plan-view";

const shortLookBack: Plan["objections"][number] = {
  code: "short-look-back",
  level: "info",
  params: { windowS: 300 },
  objects: [],
};
const openConnections: Plan["objections"][number] = {
  ...shortLookBack,
  code: "open-connections",
  params: {},
};

function textOf(over: Partial<Plan>): string {
  const plan: Plan = {
    action: "lock",
    namespace: "shop",
    service: "cart",
    planHash: "",
    operations: [],
    effects: [],
    clientEffects: [],
    refused: [],
    unaffected: [],
    objections: [],
    needsConfirmation: false,
    dryRun: { accepted: true, warnings: [] },
    ...over,
  };
  return renderToStaticMarkup(
    <PlanView plan={plan} asOf={null} window="5m" onLeave={() => undefined} />,
  ).replace(/<[^>]+>/g, "|");
}

test.each([
  ["nobody", [], "No caller seen in this window will be refused"],
  [
    "somebody",
    [{ ...aCaller(), toldMutualTls: false }],
    "1 caller will be refused",
  ],
])(
  "how little a plan that refuses %s rests on stands with that sentence, once",
  (_, refused, sentence) => {
    const text = textOf({
      refused,
      objections: [openConnections, shortLookBack],
    });
    expect(text.indexOf("This rests on 5 minutes")).toBeGreaterThan(
      text.indexOf(sentence),
    );
    expect(text.indexOf("This rests on 5 minutes")).toBeLessThan(
      text.indexOf("Before you go on"),
    );
    expect(text.match(/This rests on/g)).toHaveLength(1);
    expect(text).toContain("a nightly job");
    expect(text).toContain("Choose a longer window to be sure.");
  },
);

test("a plan whose only note stands at the top has no empty list of others", () => {
  const text = textOf({ objections: [shortLookBack] });
  expect(text).toContain("This rests on 5 minutes");
  expect(text).not.toContain("Before you go on");
});
