import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import {
  aDetail,
  aPortVerdict,
  aVerdict,
} from "@/components/testing/a-snapshot";
import { PortList } from "./port-list";

const ready = aPortVerdict("READY");
const rowWith = (second: "READY" | "LOCKED") =>
  aDetail({
    verdict: { ...aVerdict("READY"), reasons: ready.reasons },
    policy: {
      decidedBy: [],
      shadowed: [],
      ports: [
        {
          servicePort: 80,
          name: "http",
          targetPorts: [8080],
          mode: "PERMISSIVE",
          verdict: ready,
        },
        {
          servicePort: 90,
          name: "http-admin",
          targetPorts: [9090],
          mode: "PERMISSIVE",
          verdict: aPortVerdict(second),
        },
      ],
    },
  });

test("each port stands with its verdict where they differ", () => {
  const text = renderToStaticMarkup(
    <PortList row={rowWith("LOCKED")} />,
  ).replace(/<[^>]+>/g, "|");
  expect(text).toContain("Port by port");
  expect(text).toMatch(/80 http\|+Ready\|/);
  expect(text).toMatch(/90 http-admin\|+Locked\|/);
});

test("nothing stands where they do not", () => {
  expect(renderToStaticMarkup(<PortList row={rowWith("READY")} />)).toBe("");
});
