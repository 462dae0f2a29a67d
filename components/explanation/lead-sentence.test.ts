import { describe, expect, it } from "vitest";
import {
  aPolicyRef,
  aPortExplanation,
  someSteps,
} from "@/components/testing/a-port-explanation";
import { LANGUAGES } from "@/lib/words/language";
import { type Doubts, doubtsOf } from "./doubts";
import { deciderOf, leadSentence } from "./lead-sentence";

const SURE: Doubts = { any: false, policies: false, rules: false };

it("says what a port accepts and whose word that is", () => {
  const steps = someSteps({ namespace: { says: "PERMISSIVE" } });
  expect(leadSentence(aPortExplanation({ steps }), SURE, "en")).toBe(
    "Port 8080 of cart accepts plaintext and mutual TLS, because PeerAuthentication shop/default says PERMISSIVE for the namespace and no more specific policy says otherwise.",
  );
});

it("names Istio's own default where nobody speaks", () => {
  expect(leadSentence(aPortExplanation(), SURE, "en")).toBe(
    "Port 8080 of cart accepts plaintext and mutual TLS, because no policy applies, and Istio then accepts both.",
  );
});

it("names the port's own entry where it differs from its workload", () => {
  const steps = someSteps({
    workload: { says: "STRICT" },
    port: { says: "DISABLE", winner: aPolicyRef("shop/metrics") },
  });
  expect(leadSentence(aPortExplanation({ steps }), SURE, "en")).toBe(
    "Port 8080 of cart accepts plaintext only, because PeerAuthentication shop/metrics says DISABLE for exactly this port.",
  );
});

it("never calls a port mutual TLS only that nothing holds to it", () => {
  const port = aPortExplanation({
    steps: someSteps({ mesh: { says: "STRICT" } }),
    enforcement: { point: "none", because: "no-proxy", attached: [] },
    mode: null,
  });
  expect(leadSentence(port, SURE, "en")).toBe(
    "Port 8080 of cart takes whatever its process takes, because no proxy stands before it. PeerAuthentication shop/default says STRICT, but nothing enforces it.",
  );
});

it("says where ztunnel does otherwise than the policies ask", () => {
  const port = aPortExplanation({
    steps: someSteps({ mesh: { says: "STRICT" } }),
    enforcement: {
      point: "ztunnel",
      because: "ambient-rule-set",
      attached: ["shop/converted_peer_authentication_cart"],
    },
    mode: "PERMISSIVE",
  });
  expect(leadSentence(port, SURE, "en")).toBe(
    "Port 8080 of cart accepts plaintext and mutual TLS. The policies ask for STRICT; the rules that Istio makes of them for ztunnel do otherwise.",
  );
});

describe("with something unread", () => {
  const strict = aPortExplanation({
    steps: someSteps({ mesh: { says: "STRICT" } }),
  });

  it("claims nothing where the policies are missing", () => {
    const doubts = doubtsOf(["policies-unreadable"]);
    expect(leadSentence(strict, doubts, "en")).toBe(
      "What port 8080 of cart accepts is not known.",
    );
  });

  it("keeps a reservation where something else is missing", () => {
    const doubts = doubtsOf(["mesh-config-unknown"]);
    expect(leadSentence(strict, doubts, "en")).toMatch(
      /^As far as could be read: port 8080 of cart accepts mutual TLS only, /,
    );
  });
});

it("takes an object that says UNSET for one that does not speak", () => {
  const steps = someSteps({
    mesh: { says: "STRICT" },
    namespace: { says: "UNSET", winner: aPolicyRef("shop/quiet") },
  });
  expect(deciderOf(steps)?.level).toBe("mesh");
});

it.each(LANGUAGES)("has every word in %s", (language) => {
  for (const mode of ["STRICT", "PERMISSIVE", "DISABLE", null] as const) {
    for (const level of ["mesh", "namespace", "workload", "port"] as const) {
      const port = aPortExplanation({
        steps: someSteps({ [level]: { says: "STRICT" } }),
        mode,
      });
      const sentence = leadSentence(port, SURE, language);
      expect(sentence).not.toMatch(/undefined|null| {2}/);
      expect(sentence).toMatch(/[.。]$/);
    }
  }
});
