"use client";
import { ApiError } from "@/lib/query/api-error";
import { FailurePage } from "./failure-page";
import { Starting } from "./starting";

/** A page's place while there is no answer yet, or none to be had. */
export function NotKnown({ error }: { error: unknown }) {
  if (error === null) return <Starting progress={undefined} />;
  if (error instanceof ApiError && error.failure.kind === "problem") {
    const { code, progress } = error.failure.problem;
    if (code === "starting") return <Starting progress={progress} />;
  }
  return <FailurePage error={error} />;
}
