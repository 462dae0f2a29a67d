import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { StrictMemory } from "./strict-memory";

function meshWith(mode: MutualTlsMode, services = [aService("foo/a")]) {
  return resolveMesh(
    indexMesh(
      anInventory({
        services,
        pods: [aPod("foo/a-1")],
        peerAuthentications: [aPolicy("foo/default", { mode })],
      }),
    ),
  );
}

test("the end of STRICT is remembered, with how long ago it was", () => {
  const memory = new StrictMemory();
  memory.observe(meshWith("STRICT"), 1_000);
  expect(memory.secondsSince(60_000).size).toBe(0);
  memory.observe(meshWith("PERMISSIVE"), 30_000);
  expect(memory.secondsSince(60_000).get("foo/a")).toBe(30);
});

test("other changes are no end of STRICT, nor is the first sight of a service", () => {
  const memory = new StrictMemory();
  memory.observe(meshWith("PERMISSIVE"), 1_000);
  memory.observe(meshWith("DISABLE"), 2_000);
  memory.observe(meshWith("STRICT"), 3_000);
  expect(memory.secondsSince(9_000).size).toBe(0);
});

test("a service that is gone is forgotten", () => {
  const memory = new StrictMemory();
  memory.observe(meshWith("STRICT"), 1_000);
  memory.observe(meshWith("PERMISSIVE"), 2_000);
  memory.observe(meshWith("PERMISSIVE", []), 3_000);
  expect(memory.secondsSince(9_000).size).toBe(0);
});
