"use client";
import { useWords } from "@/components/layout/preferences";
import type { FindingDto } from "@/lib/api/finding-schema";
import { NameList } from "./name-list";
import { ObjectPath, pathOf } from "./object-path";

/** The objects concerned, the one to change first; services have a place of their own. */
export function ObjectNames({ finding }: { finding: FindingDto }) {
  const { w } = useWords();
  const objects = finding.objects.filter(({ kind }) => kind !== "Service");
  if (objects.length === 0) return null;
  return (
    <NameList
      label={w.finding.objects}
      total={finding.objectCount - finding.objects.length + objects.length}
      names={objects.map((object) => ({
        key: `${object.kind}/${pathOf(object)}`,
        content: (
          <>
            <span className="text-muted">{object.kind}</span>{" "}
            <ObjectPath of={object} />
          </>
        ),
      }))}
    />
  );
}
