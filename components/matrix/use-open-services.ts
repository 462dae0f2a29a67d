"use client";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import type { Window } from "@/lib/api/contract";
import type { ServiceAnswer } from "@/lib/api/service-detail-contract";
import { keys } from "@/lib/query/keys";
import { serviceDetailQueryOptions } from "@/lib/query/service-detail";
import type { Opening } from "./lines";
import { parseSelection } from "./selection";

/** More would only be scrolled past; the others say that they are still to come. */
const MAX_OPEN = 24;

/**
 * What the opened services consist of, by "namespace/name". Asked again with every snapshot; meanwhile,
 * and after a failure that followed an answer, the last answer stays.
 *
 * @param version the snapshot's
 */
export function useOpenServices(
  opened: readonly string[],
  window: Window,
  version: string,
): ReadonlyMap<string, Opening> {
  const client = useQueryClient();
  const services = useMemo(() => named(opened), [opened]);
  const combine = useCallback(
    (answers: readonly Answer[]) =>
      new Map(
        services.map(({ key }, index): [string, Opening] => [
          key,
          openingOf(answers[index]),
        ]),
      ),
    [services],
  );
  const openings = useQueries({
    queries: services.map(({ namespace, name }) =>
      serviceDetailQueryOptions({ namespace, service: name, window }),
    ),
    combine,
  });

  const shownVersion = useRef(version);
  useEffect(() => {
    if (shownVersion.current === version) return;
    shownVersion.current = version;
    for (const { namespace, name } of services) {
      void client.invalidateQueries(
        { queryKey: keys.serviceDetail(namespace, name, window) },
        { cancelRefetch: false },
      );
    }
  }, [client, services, version, window]);

  return openings;
}

interface Answer {
  readonly data: ServiceAnswer | undefined;
  readonly error: unknown;
}

function openingOf(answer: Answer | undefined): Opening {
  if (answer?.data) return { state: "known", detail: answer.data.service };
  return answer?.error
    ? { state: "failed", error: answer.error }
    : { state: "loading" };
}

function named(opened: readonly string[]) {
  return opened
    .filter((key) => key.includes("/"))
    .flatMap((key) => {
      const selection = parseSelection(key);
      return selection ? [{ key, ...selection }] : [];
    })
    .slice(0, MAX_OPEN);
}
