import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { someCounts } from "@/components/testing/a-snapshot";
import { PaperBars } from "./paper-bars";
import type { TrendStep } from "./trend-model";

function aStep(index: number, counts: TrendStep["counts"]): TrendStep {
  return { index, fromMs: 0, toMs: 60_000, kind: "quiet", counts };
}

/** The heights of a colour, step by step where there is any. */
function heights(html: string, look: string): string[] {
  return [
    ...html.matchAll(new RegExp(`${look}" style="height:([\\d.]+)%`, "g")),
  ].map(([, height = ""]) => height);
}

test("on paper, a bar is a share of the highest one, plaintext at its foot", () => {
  const html = renderToStaticMarkup(
    <PaperBars
      steps={[
        aStep(0, someCounts({ mutualTls: 150, plaintext: 50 })),
        aStep(1, someCounts({ mutualTls: 50 })),
      ]}
    />,
  );
  expect(heights(html, "bg-mtls")).toEqual(["75", "25"]);
  expect(heights(html, "bg-plain")).toEqual(["25", "0"]);
  expect(html.indexOf("bg-mtls")).toBeLessThan(html.indexOf("bg-plain"));
  expect(html).toContain(">200</span>");
});

test("on paper, a step nobody could see has no bar", () => {
  const html = renderToStaticMarkup(
    <PaperBars steps={[aStep(0, null), aStep(1, someCounts())]} />,
  );
  expect(html).not.toContain("height:");
});
