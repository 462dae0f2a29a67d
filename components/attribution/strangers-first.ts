import type {
  AttributedCallerDto,
  AttributionDto,
} from "@/lib/api/attribution-contract";

/** Callers whom telemetry could not name come first: for them the logs were read. Else the order stays. */
export function strangersFirst(
  callers: readonly AttributedCallerDto[],
  named: AttributionDto["reasoning"]["named"],
): AttributedCallerDto[] {
  const known = new Set(
    named.map(({ namespace, workload }) => `${namespace}/${workload}`),
  );
  const isStranger = ({ who }: AttributedCallerDto) =>
    who.kind !== "workload" ||
    !known.has(`${who.workload.namespace}/${who.workload.name}`);
  return [
    ...callers.filter(isStranger),
    ...callers.filter((caller) => !isStranger(caller)),
  ];
}
