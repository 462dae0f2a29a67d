import { describe, expect, it } from "vitest";
import { requestSubject } from "./request-subject";
import { statusProblem } from "./status-problem";

const PATH = "/apis/security.istio.io/v1/namespaces/shop/peerauthentications";

function status(
  code: number,
  message: string,
  details: object = {},
  reason = "",
): string {
  return JSON.stringify({ kind: "Status", code, message, reason, details });
}

function problem(code: number, text: string, method = "PATCH") {
  return statusProblem(code, text, requestSubject(method, `${PATH}/cart`));
}

describe("what a refusal means", () => {
  it.each([
    [400, status(400, "bad"), "rejected"],
    [401, status(401, "Unauthorized"), "unauthorized"],
    [403, status(403, "user cannot patch resource"), "forbidden"],
    [
      403,
      status(403, 'admission webhook "w" denied the request: no'),
      "rejected",
    ],
    [403, status(403, "exceeded quota: q"), "rejected"],
    [
      403,
      status(403, "is being terminated", {
        causes: [{ reason: "NamespaceTerminating" }],
      }),
      "rejected",
    ],
    [404, status(404, "not found", { name: "cart" }), "not-found"],
    [404, status(404, "the server could not find it"), "not-served"],
    [404, "404 page not found", "not-served"],
    [409, status(409, "modified"), "conflict"],
    [410, status(410, "too old"), "gone"],
    [422, status(422, "invalid"), "rejected"],
    [429, "slow down", "server-error"],
    [500, status(500, "etcd"), "server-error"],
    [503, "<html>", "server-error"],
    [504, status(504, "timed out"), "timeout"],
    [302, "", "malformed"],
  ])("%d %s is %s", (code, text, expected) => {
    const found = problem(code, text);
    expect(found).toMatchObject({ code: expected, status: code });
    expect(found.remedy).not.toBe("");
  });

  it("names verb, resource and namespace of a missing right", () => {
    const text = status(403, "no");
    expect(problem(403, text, "DELETE").message).toBe(
      'The API server refuses: cannot delete peerauthentications.security.istio.io "cart" in namespace shop.',
    );
    const list = requestSubject("GET", "/api/v1/pods");
    expect(statusProblem(403, text, list)).toMatchObject({
      message: "The API server refuses: cannot list pods.",
      remedy: "Ask for a ClusterRole that allows list on pods.",
    });
  });

  it("speaks of impersonation when that is what is missing", () => {
    const text = status(
      403,
      'users "x" is forbidden: User "y" cannot impersonate resource "users"',
    );
    expect(problem(403, text)).toMatchObject({
      message: "The API server refuses: cannot impersonate users.",
      remedy: expect.stringContaining("impersonate"),
    });
  });

  it("names the owner of every contested field", () => {
    const causes = [
      {
        reason: "FieldManagerConflict",
        field: ".spec.mtls.mode",
        message: 'conflict with "argocd" using security.istio.io/v1',
      },
    ];
    const found = problem(409, status(409, "Apply failed", { causes }));
    expect(found.message).toContain('.spec.mtls.mode is owned by "argocd"');
    expect(found.causes).toMatchObject([{ manager: "argocd" }]);
  });

  it("keeps the server's own words, cut to a readable length", () => {
    expect(problem(422, status(422, "spec: Invalid")).upstream).toBe(
      "spec: Invalid",
    );
    const html = `<html>\n${"x".repeat(5_000)}`;
    expect(problem(503, html).upstream).toHaveLength(300);
  });
});
