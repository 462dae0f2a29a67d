import { describe, expect, test } from "vitest";
import type { VerdictState } from "./reason";
import {
  byNamespaceWork,
  byWork,
  namespaceWork,
  type Work,
} from "./work-order";

const work = (
  path: string,
  state: VerdictState,
  over: Partial<Work> = {},
): Work => {
  const [namespace = "", name = ""] = path.split("/");
  return {
    namespace,
    name,
    state,
    canAct: true,
    plaintextCallers: 0,
    ...over,
  };
};

/** The names of the namespaces in the order of the work. */
function inOrder(...services: readonly Work[]): string[] {
  const names = [...new Set(services.map(({ namespace }) => namespace))];
  return names
    .flatMap((name) => {
      const found = namespaceWork(
        services.filter(({ namespace }) => namespace === name),
      );
      return found ? [found] : [];
    })
    .sort(byNamespaceWork)
    .map(({ first }) => first.namespace);
}

test("services stand by what can be done now, and what is done stands last", () => {
  const services = [
    work("a/locked", "LOCKED"),
    work("a/stuck", "BLOCKED", { canAct: false }),
    work("a/unknown", "UNKNOWN"),
    work("a/quiet", "BLOCKED"),
    work("a/by-two", "BLOCKED", { plaintextCallers: 2 }),
    work("a/by-one", "BLOCKED", { plaintextCallers: 1 }),
    work("a/warned", "READY_WITH_WARNINGS"),
    work("a/ready", "READY"),
  ];
  expect(services.sort(byWork).map(({ name }) => name)).toEqual([
    "ready",
    "warned",
    "by-one",
    "by-two",
    "quiet",
    "unknown",
    "stuck",
    "locked",
  ]);
});

describe("of namespaces that start alike", () => {
  test("the one that is ready as a whole stands before the one that is ready in part, whatever their names", () => {
    expect(
      inOrder(
        work("a-part-stuck/x", "READY"),
        work("a-part-stuck/y", "UNKNOWN", { canAct: false }),
        work("b-part-unknown/x", "READY"),
        work("b-part-unknown/y", "UNKNOWN"),
        work("c-part-blocked/x", "READY"),
        work("c-part-blocked/y", "BLOCKED"),
        work("d-with-warnings/x", "READY"),
        work("d-with-warnings/y", "READY_WITH_WARNINGS"),
        work("e-whole/x", "READY"),
        work("e-whole/y", "READY"),
      ),
    ).toEqual([
      "e-whole",
      "d-with-warnings",
      "c-part-blocked",
      "b-part-unknown",
      "a-part-stuck",
    ]);
  });

  test("what is locked already holds nothing back", () => {
    expect(
      inOrder(
        work("a-part/x", "READY"),
        work("a-part/y", "BLOCKED"),
        work("b-whole/x", "READY"),
        work("b-whole/y", "LOCKED"),
      ),
    ).toEqual(["b-whole", "a-part"]);
  });

  test("the one that fewer callers hold back stands first, then names decide", () => {
    expect(
      inOrder(
        work("c/x", "BLOCKED", { plaintextCallers: 2 }),
        work("b/x", "BLOCKED", { plaintextCallers: 1 }),
        work("a/x", "BLOCKED", { plaintextCallers: 2 }),
      ),
    ).toEqual(["b", "a", "c"]);
  });
});

test("namespaces with nothing left to do stand last", () => {
  expect(
    inOrder(
      work("a-done/x", "LOCKED"),
      work("b-stuck/x", "UNKNOWN", { canAct: false }),
      work("c-next/x", "READY"),
      work("c-next/y", "BLOCKED"),
    ),
  ).toEqual(["c-next", "b-stuck", "a-done"]);
});

test("a namespace without services has no place", () => {
  expect(namespaceWork([])).toBeNull();
});
