"use client";
import { ApiError, problemCode } from "@/lib/query/api-error";
import { FailurePage } from "./failure-page";
import { Starting } from "./starting";

/** A page's place while there is no answer yet, or none to be had. */
export function NotKnown({ error }: { error: unknown }) {
  if (error === null) return <Starting detail={null} />;
  if (problemCode(error) === "starting" && error instanceof ApiError) {
    return <Starting detail={error.message} />;
  }
  return <FailurePage error={error} />;
}
