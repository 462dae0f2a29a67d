"use client";
import { CommandLine } from "@/components/findings/command-line";
import { useWords } from "@/components/layout/preferences";
import { useTimeZone } from "@/components/time/use-time-zone";
import type {
  AttributedCallerDto,
  RemedyDto,
} from "@/lib/api/attribution-contract";
import { formatAgo } from "@/lib/words/figures";
import { causeSentence, whoName } from "./caller-sentence";
import { logMoment } from "./log-moment";
import { lineFigures } from "./log-sentences";

const GRID =
  "grid gap-x-5 gap-y-1.5 md:grid-cols-[minmax(0,15rem)_7rem_8rem_minmax(0,1fr)]";

/** Who, how often, when last, why, and the command to begin with. The same list at every width. */
export function AttributedCallers({
  callers,
  now,
}: {
  callers: readonly AttributedCallerDto[];
  /** When the logs were read, by the server's clock, Unix milliseconds. */
  now: number;
}) {
  const { w } = useWords();
  const { heads } = w.attribution;
  return (
    <>
      <div
        aria-hidden
        className={`${GRID} hidden pb-1.5 text-2xs text-muted md:grid`}
      >
        <span>{heads.who}</span>
        <span>{heads.lines}</span>
        <span>{heads.last}</span>
        <span>{heads.why}</span>
      </div>
      <ul className="border-rule border-b">
        {callers.map((caller) => (
          <li
            key={JSON.stringify(caller.who)}
            className={`${GRID} border-rule border-t py-2.5`}
          >
            <Who caller={caller} />
            <p className="text-xs">
              <Lines caller={caller} />
            </p>
            <p className="text-xs">
              <Last caller={caller} now={now} />
            </p>
            <Why caller={caller} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Who({ caller }: { caller: AttributedCallerDto }) {
  const { w, language } = useWords();
  const words = w.attribution;
  const { pods, morePods, ports, morePorts, addresses } = caller;
  return (
    <div className="min-w-0">
      <p className="break-words font-mono text-xs">
        {whoName(caller.who, language)}
      </p>
      <p className="break-words text-2xs text-muted">
        {[
          ...(pods.length > 0 ? [words.pods(pods.join(", "), morePods)] : []),
          ...(pods.length === 0 ? addresses.slice(0, 3) : []),
          ...(ports.length > 0 ? [words.ports(ports, morePorts)] : []),
        ].join(" · ")}
      </p>
    </div>
  );
}

function Lines({ caller }: { caller: AttributedCallerDto }) {
  const { language } = useWords();
  return lineFigures(caller, language).map((figure, order) => (
    <span
      key={figure}
      className={
        order === 0 && caller.accepted > 0
          ? "font-medium text-plain-ink md:block"
          : "font-medium text-refused md:block"
      }
    >
      {figure}{" "}
    </span>
  ));
}

function Last({ caller, now }: { caller: AttributedCallerDto; now: number }) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const words = w.attribution;
  return (
    <>
      <span className="text-muted md:hidden">{words.heads.last} </span>
      {caller.lastAt === null ? (
        <span className="text-muted">{words.noTime}</span>
      ) : (
        <time dateTime={caller.lastAt}>
          {logMoment(caller.lastAt, language, zone)}
          <span className="text-muted md:block">
            {" "}
            {formatAgo(caller.lastAt, now, language)}
          </span>
        </time>
      )}
    </>
  );
}

function Why({
  caller: { cause, object, remedy },
}: {
  caller: AttributedCallerDto;
}) {
  const { language } = useWords();
  return (
    <div className="min-w-0 text-xs">
      <p>{causeSentence(cause, object, language)}</p>
      <RemedyLines remedy={remedy} />
    </div>
  );
}

/** What helps, and the commands in the order in which to run them. */
export function RemedyLines({ remedy }: { remedy: RemedyDto }) {
  const { w } = useWords();
  return (
    <>
      <p className="text-muted">{w.attribution.remedies[remedy.code]}</p>
      {remedy.commands.length > 0 ? (
        <div className="mt-1.5 flex flex-col gap-1">
          {remedy.commands.map((command) => (
            <CommandLine key={command} command={command} />
          ))}
        </div>
      ) : null}
    </>
  );
}
