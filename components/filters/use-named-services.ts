"use client";
import { useMemo } from "react";
import type { FindingCode } from "@/lib/mesh/findings/finding";
import { useFindings } from "@/lib/query/findings";
import { type NamedServices, namedServices } from "./named-services";

/** The answer the header counts by; null while or where it cannot be had. */
export function useNamedServices(
  codes: readonly FindingCode[],
  version: string,
): NamedServices | null {
  const { data } = useFindings({}, version);
  return useMemo(
    () => (data && codes.length > 0 ? namedServices(data, codes) : null),
    [data, codes],
  );
}
