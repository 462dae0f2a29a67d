import { describe, expect, it } from "vitest";
import { SOURCE_CAUSES } from "@/lib/mesh/source";
import { SOURCE_WARNINGS } from "@/lib/mesh/source-warning";
import { sourceName, sourceSentence, warningSentence } from "./source-sentence";

const REFUSED = {
  state: "forbidden",
  from: "kubernetes",
  message: "The API server refuses: cannot list pods.",
  cause: { code: "forbidden", names: ["pods"] },
} as const;

describe("why a source is not live", () => {
  it.each(SOURCE_CAUSES)(
    "%s has a sentence of its own in each language",
    (code) => {
      const source = {
        ...REFUSED,
        cause: { code, names: ["pods"] },
      };
      const en = sourceSentence(source, "en");
      const zh = sourceSentence(source, "zh");
      expect(en.title).toMatch(/\.$/);
      expect(zh.title).toMatch(/\p{Script=Han}.*。$/u);
    },
  );

  it("names the missing verbs and the resource", () => {
    for (const language of ["en", "zh"] as const) {
      const { remedy } = sourceSentence(REFUSED, language);
      expect(remedy).toMatch(/list.*watch/);
      expect(remedy).toContain("pods");
    }
  });

  it("quotes the server where it says more than the code", () => {
    const down = {
      ...REFUSED,
      state: "down" as const,
      cause: { code: "unreachable" as const, names: [] },
    };
    expect(sourceSentence(REFUSED, "zh").quote).toBeNull();
    expect(sourceSentence(down, "zh").quote).toBe(REFUSED.message);
  });

  it("does not say twice that credentials are refused", () => {
    const refused = {
      ...REFUSED,
      state: "down" as const,
      message: "The API server does not accept the credentials.",
      cause: { code: "unauthorized" as const, names: [] },
    };
    expect(sourceSentence(refused, "en").quote).toBeNull();
    expect(sourceSentence({ ...refused, from: "prometheus" }, "en").quote).toBe(
      refused.message,
    );
  });

  it("says the state where no cause is known, and still quotes", () => {
    const { title, quote } = sourceSentence({ ...REFUSED, cause: null }, "en");
    expect(title).toBe("Reading it is not allowed.");
    expect(quote).toBe(REFUSED.message);
  });
});

describe("why what was read may be doubted", () => {
  const NAMES = ["shop/cart", "spec.mtls: wrong"];

  it.each(SOURCE_WARNINGS)(
    "%s has a sentence of its own in each language",
    (code) => {
      const said = (language: "en" | "zh") => [
        warningSentence({ code, names: NAMES }, language),
        warningSentence({ code, names: [] }, language),
      ];
      for (const { title } of said("en"))
        expect(title).toMatch(/^[^\p{Script=Han}]+\.$/u);
      for (const { title, remedy } of said("zh")) {
        expect(title).toMatch(/\p{Script=Han}.*。$/u);
        expect(remedy).toMatch(/^$|。$/);
      }
    },
  );

  it("quotes what a server or a parser said, and says the rest in the reader's language", () => {
    const unreadable = { code: "object-unreadable", names: NAMES } as const;
    expect(warningSentence(unreadable, "zh").title).toContain("shop/cart");
    expect(warningSentence(unreadable, "zh").quote).toBe("spec.mtls: wrong");
    const said = { code: "said-by-prometheus", names: ["partial"] } as const;
    expect(warningSentence(said, "zh").quote).toBe("partial");
    const parts = { code: "asked-in-parts", names: ["4"] } as const;
    expect(warningSentence(parts, "zh").quote).toBeNull();
  });
});

describe("the name of a source", () => {
  it.each([
    ["kubernetes/pods", "Pods", "Pod"],
    ["kubernetes/x/forbidden", "AuthorizationPolicies", "AuthorizationPolicy"],
    ["kubernetes/mesh-config", "Istio mesh config", "Istio 网格配置"],
    ["kubernetes/y", "IngressClasses", "IngressClass"],
    ["prometheus", "traffic", "流量"],
  ])("%s is %s, and in Chinese %s", (id, what, zh) => {
    expect(sourceName({ id, what }, "en")).toBe(what);
    expect(sourceName({ id, what }, "zh")).toBe(zh);
  });
});
