import { expect, it } from "vitest";
import {
  aClient,
  aClientRule,
  aRuleRef,
} from "@/components/testing/a-port-explanation";
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";
import { LANGUAGES } from "@/lib/words/language";
import { clientName } from "./client-name";
import { clientSentence, ruleLossSentence } from "./client-sentence";
import { outcomeSentence } from "./outcome-sentence";

const CAUSES: readonly ClientExplanation["because"][] = [
  "rule",
  "auto-mtls",
  "auto-mtls-infers-disable",
  "endpoint-not-labelled",
  "endpoint-says-disable",
  "auto-mtls-off",
  "hbone",
  "endpoint-without-hbone",
  "no-proxy",
  "not-declared",
];

it("says which rule decides, where it was found and what follows", () => {
  const client = aClient({
    because: "rule",
    sends: "plaintext",
    rule: aClientRule({
      winner: aRuleRef("web/off"),
      says: "DISABLE",
      saidAt: "port",
      foundIn: "client-namespace",
    }),
  });
  expect(clientSentence(client, "en")).toBe(
    "DestinationRule web/off says DISABLE for this port, so plaintext is sent. It stands in the caller's namespace, which is searched first.",
  );
});

it("does not say that no rule speaks without saying that one was found", () => {
  const client = aClient({ rule: aClientRule({ says: null, saidAt: null }) });
  expect(clientSentence(client, "en")).toBe(
    "DestinationRule shop/cart is found, but says nothing of TLS. Auto mTLS picks mutual TLS, which the pods take.",
  );
});

it("says why another rule is not used", () => {
  const lost = {
    object: aRuleRef("shop/cart"),
    says: "ISTIO_MUTUAL",
    reason: "searched-later",
  } as const;
  expect(ruleLossSentence(lost, "en")).toBe(
    "DestinationRule shop/cart (ISTIO_MUTUAL) is not used: it would be searched later.",
  );
});

it("tells the caller behind a sidecar from the one without by what each sees", () => {
  const outcome = { result: "fails", how: "plaintext-refused" } as const;
  const seen = (kind: ClientExplanation["kind"]) =>
    outcomeSentence({ kind, outcome }, "en").how;
  expect(seen("sidecar")).toContain("HTTP 503 (UC)");
  expect(seen("none")).not.toContain("503");
});

it("says “any other namespace” only beside callers of the same kind that are named", () => {
  const any = aClient({ namespaces: [] });
  const none = aClient({ kind: "none", namespaces: [] });
  const named = aClient();
  expect(clientName(any, [any, named], "en").from).toBe(
    "from any other namespace",
  );
  expect(clientName(none, [none, any, named], "en").from).toBe("from anywhere");
});

it("names the labels and the subset that a line is limited to", () => {
  const client = aClient({ labels: { app: "web" }, subset: "v2" });
  expect(clientName(client, [client], "en").only).toEqual([
    "with the labels app=web",
    "to the subset v2",
  ]);
});

it.each(LANGUAGES)("has every word in %s", (language) => {
  for (const because of CAUSES) {
    for (const rule of [null, aClientRule(), aClientRule({ says: null })]) {
      const sentence = clientSentence(aClient({ because, rule }), language);
      expect(sentence).not.toMatch(/undefined|null| {2}/);
      expect(sentence).toMatch(/[.。]$/);
    }
  }
});
