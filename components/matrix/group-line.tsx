"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import { GroupBlock } from "./client-block";
import { groupFigures } from "./group-figures";
import { groupPolicy } from "./group-policy";
import { groupSummary } from "./group-sentence";
import { GroupVerdict } from "./group-verdict";
import { LineFrame, type LineProps } from "./line-frame";
import type { Line } from "./lines";
import { PolicyChip } from "./policy-chip";
import { PlaintextFigure, ShareFigure } from "./row-figures";

/** A namespace: what its services amount to, in the same columns as theirs. */
export function GroupLine({
  line,
  chosen,
  ...props
}: LineProps & {
  line: Extract<Line, { kind: "group" }>;
  /** All its services are chosen. */
  chosen: boolean;
}) {
  const { w, language } = useWords();
  const { clients, asOf, changes, preview, window } = props.setting;
  const { group } = line;
  const { namespace, rows, open } = group;
  const figures = groupFigures(rows);
  const policy = groupPolicy(figures, language);
  return (
    <LineFrame
      {...props}
      line={line}
      expanded={open}
      chosen={chosen}
      className={clsx("bg-sunken", changes.has(namespace) && "changed")}
      head={{
        label: w.interface.titled(namespace, groupSummary(group, language)),
        className: "cursor-pointer gap-1.5 pr-3 pl-3",
        content: (
          <>
            <ChevronRight
              size={14}
              className={clsx("shrink-0 text-muted", open && "rotate-90")}
              aria-hidden
            />
            <span className="truncate font-semibold" title={namespace}>
              {namespace}
            </span>
            <span className="shrink-0 text-2xs text-muted">
              {formatCount(rows.length, language)}
            </span>
          </>
        ),
      }}
      policy={{
        label: policy.detail,
        title: policy.detail,
        content: <PolicyChip mode={policy.mode} label={policy.label} />,
      }}
      share={<ShareFigure row={figures} />}
      plaintext={<PlaintextFigure row={figures} asOf={asOf} window={window} />}
      callers={(block) => (
        <GroupBlock
          key={block.block}
          {...block}
          group={group}
          preview={preview}
          clients={clients}
          asOf={asOf}
          changes={changes}
        />
      )}
      verdict={<GroupVerdict group={group} className="truncate" />}
    />
  );
}
