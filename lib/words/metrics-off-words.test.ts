import { describe, expect, it } from "vitest";
import { METRICS_OFF_CAUSES } from "@/lib/mesh/traffic/server-metrics";
import { LANGUAGES, type Language } from "./language";
import { reasonSentence } from "./reason-sentence";

const OFF = { kind: "Telemetry", namespace: "foo", name: "off" };

function say(language: Language, cause: string, objects = [OFF]) {
  const params = { cause, names: "named-one" };
  return reasonSentence({ code: "metrics-off", params, objects }, language);
}

describe.each(LANGUAGES)("why calls are not counted, in %s", (language) => {
  it("is another sentence with another remedy for each cause", () => {
    for (const part of ["title", "remedy"] as const) {
      const said = METRICS_OFF_CAUSES.map(
        (cause) => say(language, cause)[part],
      );
      expect(new Set(said).size).toBe(METRICS_OFF_CAUSES.length);
    }
  });

  it.each(METRICS_OFF_CAUSES)("names resource and culprit of %s", (cause) => {
    const { title } = say(language, cause);
    expect(title).toContain("Telemetry foo/off");
    expect(title).toContain("named-one");
  });

  it("names the mesh config where no resource chose", () => {
    const { title } = say(language, "other-providers", []);
    expect(title).toContain("defaultProviders.metrics");
  });
});
