"use client";
import { useWords } from "@/components/layout/preferences";
import type { Window } from "@/lib/api/contract";
import type { FindingDto } from "@/lib/api/finding-schema";
import { AlikeFindings } from "./alike-findings";
import { CommandLine } from "./command-line";
import { findingCommand } from "./finding-command";
import type { ObjectGroup } from "./finding-groups";
import { NameList } from "./name-list";
import { ObjectNames } from "./object-names";
import { pathOf } from "./object-path";
import { ServiceName } from "./service-name";

/** What is the case and what to do; beside it the objects, the services it touches, and where to begin. */
export function FindingItem({
  group,
  known,
  window,
}: {
  group: ObjectGroup;
  known: ReadonlySet<string>;
  window: Window;
}) {
  const { first, others, total } = group;
  const { finding, said } = first;
  const command = findingCommand(finding);
  return (
    <li className="grid gap-x-8 gap-y-2 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <div className="max-w-[46rem] break-words">
        <p>{said.sentence}</p>
        <p className="text-muted">{said.remedy}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-1.5">
        <ServiceNames finding={finding} known={known} window={window} />
        <ObjectNames finding={finding} />
        {command === null ? null : <CommandLine command={command} />}
      </div>
      {others.length > 0 ? (
        <AlikeFindings
          others={others}
          total={total}
          known={known}
          window={window}
        />
      ) : null}
    </li>
  );
}

function ServiceNames({
  finding,
  known,
  window,
}: {
  finding: FindingDto;
  known: ReadonlySet<string>;
  window: Window;
}) {
  const { w } = useWords();
  if (finding.serviceCount === 0) return null;
  return (
    <NameList
      label={w.finding.services}
      total={finding.serviceCount}
      names={finding.services.map((service) => ({
        key: pathOf(service),
        content: (
          <ServiceName service={service} known={known} window={window} />
        ),
      }))}
    />
  );
}
