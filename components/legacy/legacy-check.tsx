"use client";
import { useWords } from "@/components/layout/preferences";
import { Section } from "@/components/ui/section";
import type { LegacyTranslation } from "@/lib/api/legacy-contract";
import { formatCount } from "@/lib/words/figures";

type Difference = LegacyTranslation["differences"][number];

/** Whether the translation means the same, port by port. */
export function LegacyCheck({
  differences,
}: {
  differences: readonly Difference[];
}) {
  const { w } = useWords();
  const declared = differences.filter(({ through }) => through !== null);
  const others = differences.filter(({ through }) => through === null);
  return (
    <>
      {declared.length > 0 ? (
        <Declared differences={declared} />
      ) : (
        <p className="mt-3 text-muted">
          {others.length > 0 ? w.legacy.sameDeclared : w.legacy.same}
        </p>
      )}
      {others.length > 0 ? <Undeclared differences={others} /> : null}
    </>
  );
}

function Declared({ differences }: { differences: readonly Difference[] }) {
  const { w, language } = useWords();
  return (
    <Section
      title={w.legacy.differences(formatCount(differences.length, language))}
    >
      <ul className="flex flex-col gap-1">
        {differences.map(({ through, pod, before, after }) => {
          const place = `${through?.service.namespace}/${through?.service.name}:${through?.port} (${pod.name})`;
          return (
            <li key={place}>
              {w.legacy.difference(
                place,
                w.mode[before].label,
                w.mode[after].label,
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** One line for all pods of a namespace that change alike: nearly every pod has such ports. */
function Undeclared({ differences }: { differences: readonly Difference[] }) {
  const { w, language } = useWords();
  const alike = new Map<string, Difference[]>();
  for (const difference of differences) {
    const { pod, podPort, before, after } = difference;
    const key = [pod.namespace, podPort, before, after].join(" ");
    alike.set(key, [...(alike.get(key) ?? []), difference]);
  }
  return (
    <Section title={w.legacy.undeclared}>
      <p className="mb-2 text-muted">{w.legacy.undeclaredWhy}</p>
      <ul className="flex flex-col gap-1">
        {[...alike].map(([key, list]) => {
          const [first] = list;
          if (first === undefined) return null;
          const { pod, podPort, before, after } = first;
          const pods = w.legacy.pods(formatCount(list.length, language));
          return (
            <li
              key={key}
              title={list.map((difference) => difference.pod.name).join(", ")}
            >
              {w.legacy.difference(
                `${pod.namespace}, ${w.legacy.podPort(podPort)} (${pods})`,
                w.mode[before].label,
                w.mode[after].label,
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
