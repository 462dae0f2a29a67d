"use client";
import { memo } from "react";
import { DetailLine } from "./detail-line";
import { LINE_PX } from "./geometry";
import { GroupLine } from "./group-line";
import type { LineSetting } from "./line-setting";
import type { Line } from "./lines";
import { ServiceLine } from "./service-line";
import { servicesOf } from "./use-chosen-rows";

/** A line of any level at its place. */
export const MatrixLine = memo(function MatrixLine({
  line,
  index,
  apart,
  setting,
  activeColumn,
  chosen,
}: {
  line: Line;
  /** Among all lines. */
  index: number;
  /** It is drawn for its tab stop only, out of view: not below the line before it. */
  apart: boolean;
  setting: LineSetting;
  /** The column of the grid's tab stop, null where it is in another line. */
  activeColumn: number | null;
  /** Services by "namespace/name". */
  chosen: ReadonlySet<string>;
}) {
  const place = { rowIndex: index + 2, top: apart ? index * LINE_PX : null };
  switch (line.kind) {
    case "group":
      return (
        <GroupLine
          line={line}
          place={place}
          setting={setting}
          activeColumn={activeColumn}
          chosen={
            chosen.size > 0 && servicesOf(line).every((k) => chosen.has(k))
          }
        />
      );
    case "service":
      return (
        <ServiceLine
          line={line}
          place={place}
          setting={setting}
          activeColumn={activeColumn}
          chosen={chosen.has(line.key)}
        />
      );
    case "caller":
    case "port":
    case "note":
      return (
        <DetailLine
          line={line}
          place={place}
          setting={setting}
          activeColumn={activeColumn}
        />
      );
    default:
      return line satisfies never;
  }
});
