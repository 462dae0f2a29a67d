import { clientAnswers } from "./client-answers";
import { hostAnswers } from "./host-answers";
import { inboundAnswers } from "./inbound-answers";
import { legacyAnswers } from "./legacy-answers";
import { membershipAnswers } from "./membership-answers";
import { serverAnswers } from "./server-answers";
import type { Vector } from "./vector";

/** Answers one question from its facts. Throws where the facts cannot be read. */
export type Answer = (vector: Vector) => unknown;

/** The question types we answer; every other one is reported as unsupported. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  ...serverAnswers,
  ...inboundAnswers,
  ...clientAnswers,
  ...hostAnswers,
  ...legacyAnswers,
  ...membershipAnswers,
};

/** Fields a case may leave out where its source asserts nothing about them; see the format's description. */
export const OPTIONAL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  request: ["mtls"],
  destinationRule: ["subsets", "tlsMode"],
  legacyPolicyMode: ["policy"],
  legacyServiceMode: ["policy"],
};
