import { expect, test } from "vitest";
import { openApiDocument } from "./openapi";

/** Paths of schemas in the document that allow anything, as those do that nobody put into words. */
function emptySchemas(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}/${key}`;
    const isSchema =
      ["schema", "items"].includes(key) || path.endsWith("/properties");
    const isEmpty =
      typeof inner === "object" &&
      inner !== null &&
      Object.keys(inner).length === 0;
    return isSchema && isEmpty ? [here] : emptySchemas(inner, here);
  });
}

test("the description of the API says of every value what it is", () => {
  expect(emptySchemas(openApiDocument(), "")).toEqual([]);
});
