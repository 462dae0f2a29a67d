"use client";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useCallback } from "react";
import { usePreferences } from "@/components/layout/preferences";
import { useViewState, viewQuery } from "@/components/matrix/view-state";
import type { Command } from "./palette-entry";

const MATRIX = "/";

/** Carries a command out. From other pages a change of the view leads to the matrix, in the same window. */
export function useCommand() {
  const router = useRouter();
  const pathname = usePathname();
  const { choose } = usePreferences();
  // Of the address: while the mesh is still being read there is no snapshot to ask.
  const [{ window }, setView] = useViewState();
  return useCallback(
    (command: Command) => {
      // Paths are made at run time, where the router's types cannot follow.
      const open = (path: string) => router.push(path as Route);
      switch (command.do) {
        case "go":
          open(command.path);
          return;
        case "view":
          if (pathname === MATRIX) void setView(command.patch);
          else {
            open(MATRIX + viewQuery({ window, ...command.patch }));
          }
          return;
        case "theme":
          choose({ theme: command.theme });
          return;
        case "language":
          choose({ language: command.language });
          return;
        default:
          command satisfies never;
      }
    },
    [router, pathname, choose, setView, window],
  );
}
