import type { Action } from "@/lib/api/contract";

/** An action somebody is about to take: the dialog shows what it would do. */
export interface Intent {
  readonly action: Action;
  readonly namespace: string;
  readonly service: string;
}
