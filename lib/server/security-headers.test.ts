import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./security-headers";

describe("the content security policy", () => {
  const policy = contentSecurityPolicy("abc", false);

  it("lets only our own scripts and styles run", () => {
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    expect(policy).not.toContain("unsafe-eval");
  });

  it("allows nothing that it does not name, and nobody to frame us", () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("connect-src 'self'");
  });

  it("is looser only while developing", () => {
    expect(contentSecurityPolicy("abc", true)).toContain("'unsafe-eval'");
  });
});
