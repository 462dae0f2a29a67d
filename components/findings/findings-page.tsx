"use client";
import { useWords } from "@/components/layout/preferences";
import { FailurePage } from "@/components/states/failure-page";
import { FullPage } from "@/components/states/full-page";
import { MeshPage } from "@/components/states/mesh-page";
import { StaleBanner } from "@/components/states/source-banner";
import type { Snapshot } from "@/lib/api/contract";
import { FINDINGS_TEXT_LIMIT } from "@/lib/api/findings-contract";
import { useFindings } from "@/lib/query/findings";
import { FindingsReport } from "./findings-report";
import { titledCodes } from "./titled-codes";
import { useSettled } from "./use-settled";
import { useFindingsView } from "./view-state";

/** The server searches, and nobody has to answer for half a word. */
const SETTLED_MS = 200;

/** What is wrong in the configuration of the whole mesh, or why that is not known. */
export function FindingsPage() {
  const [view] = useFindingsView();
  return (
    <MeshPage
      page="findings"
      window={view.window}
      className="flex min-h-dvh flex-col"
      mainClassName="flex flex-1 flex-col px-4 md:px-6"
    >
      {(snapshot, error) => <Known snapshot={snapshot} error={error} />}
    </MeshPage>
  );
}

function Known({ snapshot, error }: { snapshot: Snapshot; error: unknown }) {
  const { w, language } = useWords();
  const [{ namespace, severity, code, q }] = useFindingsView();
  const text = useSettled(q.trim().slice(0, FINDINGS_TEXT_LIMIT), SETTLED_MS);
  const titled = titledCodes(text, language);
  const found = useFindings(
    {
      ...(namespace === "" ? {} : { namespace }),
      ...(severity === null ? {} : { severity }),
      ...(code === null ? {} : { code }),
      ...(text === "" ? {} : { text }),
      ...(titled === undefined ? {} : { titled }),
    },
    snapshot.version,
    true,
  );
  if (!found.data) {
    return found.error ? (
      <FailurePage error={found.error} />
    ) : (
      <FullPage late title={w.finding.loading.title}>
        <p role="status">{w.interface.loading}</p>
        <p>{w.finding.loading.detail}</p>
      </FullPage>
    );
  }
  return (
    <>
      {error || found.error ? <StaleBanner since={found.data.takenAt} /> : null}
      <FindingsReport findings={found.data} snapshot={snapshot} />
    </>
  );
}
