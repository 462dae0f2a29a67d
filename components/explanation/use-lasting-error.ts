"use client";
import { useState } from "react";

/**
 * The last error until an answer comes. A query without data forgets its error whenever it asks
 * again, and a notice that blinks with every change of the cluster cannot be read.
 */
export function useLastingError({
  error,
  isSuccess,
}: {
  error: Error | null;
  isSuccess: boolean;
}): Error | null {
  const [last, setLast] = useState<Error | null>(error);
  const lasting = error ?? (isSuccess ? null : last);
  if (lasting !== last) setLast(lasting);
  return lasting;
}
