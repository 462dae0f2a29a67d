import { describe, expect, it } from "vitest";
import { findingSchema } from "@/lib/api/finding-schema";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { findingSentence } from "./finding-sentence";
import { LANGUAGES } from "./language";

/** Every name and figure that any code's sentence may ask for. */
const params = {
  open: true,
  opens: true,
  next: "shop/next",
  actsAs: "STRICT",
  client: "web",
  clients: "web, api",
  host: "cart",
  meant: "cart.shop.svc.cluster.local",
  namespaces: "web",
  pods: 3,
  labels: "networking.istio.io/tunnel=http",
  port: 80,
  ports: "80, 81",
  problems: "port-out-of-range",
  service: "cart",
  subset: "v1",
  targetPort: 8080,
  tls: "SIMPLE",
  unless: "",
  without: 1,
};
const policy = { kind: "PeerAuthentication", namespace: "shop", name: "x" };

describe.each(LANGUAGES)("a finding in %s", (language) => {
  it.each(FINDING_CODES)("%s has title, sentence and remedy", (code) => {
    for (const objects of [[policy], [policy, { ...policy, name: "y" }]]) {
      const finding = findingSchema.parse({
        code,
        severity: "warning",
        objects,
        objectCount: objects.length,
        services: [{ kind: "Service", namespace: "shop", name: "cart" }],
        serviceCount: 1,
        alike: 1,
        params,
      });
      const { title, sentence, remedy } = findingSentence(finding, language);
      expect(title).toMatch(/[^.。]$/);
      expect(sentence).toMatch(language === "en" ? /\.$/ : /。$/);
      expect(remedy).toMatch(language === "en" ? /^[A-Z].*\.$/ : /。$/);
      const text = `${title} ${sentence} ${remedy}`;
      expect(text).not.toMatch(/undefined|NaN|null|\[object| {2}|\.\.|。。/);
      if (language === "zh") {
        expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?!(]/);
      }
    }
  });
});

const conflict = {
  code: "foreign-tls-to-strict",
  objects: [
    { kind: "DestinationRule", namespace: "web", name: "cart" },
    { kind: "PeerAuthentication", namespace: "shop", name: "default" },
  ],
  services: [{ kind: "Service", namespace: "shop", name: "cart" }],
  params: { port: 80, clients: "web", tls: "MUTUAL", subset: "", unless: "" },
} as const;

it("a conflict names server, rule, clients and what they send", () => {
  expect(findingSentence(conflict, "en").sentence).toBe(
    "Port 80 of shop/cart accepts only Istio's mutual TLS, but DestinationRule web/cart makes clients in web send TLS of mode MUTUAL, so their calls fail.",
  );
});

it("a conflict says what may still save the calls", () => {
  const saved = {
    ...conflict,
    params: { ...conflict.params, unless: "mesh-certificates", subset: "v1" },
  } as const;
  const { sentence } = findingSentence(saved, "en");
  expect(sentence).toContain("clients in web that call subset v1");
  expect(sentence).toContain("unless its certificates are the mesh's own");
});

it("counts objects beyond three instead of naming them", () => {
  const objects = ["a", "b", "c", "d", "e", "f"].map((name) => ({
    ...policy,
    name,
  }));
  const { sentence } = findingSentence(
    { code: "policy-shadowed", objects, services: [], params: {} },
    "en",
  );
  expect(sentence).toContain(
    "PeerAuthentication shop/b, PeerAuthentication shop/c, PeerAuthentication shop/d and 2 more",
  );
  expect(sentence).not.toContain("shop/e");
});
