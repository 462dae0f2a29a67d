"use client";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import { FullPage } from "@/components/states/full-page";
import { MeshPage } from "@/components/states/mesh-page";
import { NotKnown } from "@/components/states/not-known";
import { SourceBanner, StaleBanner } from "@/components/states/source-banner";
import type { Snapshot } from "@/lib/api/contract";
import { useServiceDetail } from "@/lib/query/service-detail";
import { useServicePageView } from "./page-view";
import { ServiceDetail } from "./service-detail";

interface Asked {
  readonly namespace: string;
  readonly service: string;
}

/** Everything that is known of one service, or why it is not. */
export function ServicePage(asked: Asked) {
  const [view] = useServicePageView();
  return (
    <MeshPage
      page="service"
      window={view.window}
      className="flex min-h-dvh flex-col"
      mainClassName="flex flex-1 flex-col px-4 pb-16 md:px-6"
    >
      {(snapshot, error) => (
        <Known asked={asked} snapshot={snapshot} error={error} />
      )}
    </MeshPage>
  );
}

function Known({
  asked,
  snapshot,
  error,
}: {
  asked: Asked;
  snapshot: Snapshot;
  error: unknown;
}) {
  const row = snapshot.services.find(
    ({ namespace, name }) =>
      namespace === asked.namespace && name === asked.service,
  );
  return (
    <>
      {error ? <StaleBanner since={snapshot.takenAt} /> : null}
      <SourceBanner snapshot={snapshot} />
      {row ? (
        <Detailed
          key={`${asked.namespace}/${asked.service}`}
          asked={asked}
          snapshot={snapshot}
        />
      ) : (
        <Unknown asked={asked} snapshot={snapshot} />
      )}
    </>
  );
}

/** The matrix knows the service; all else about it comes by itself. */
function Detailed({ asked, snapshot }: { asked: Asked; snapshot: Snapshot }) {
  const { data, error } = useServiceDetail(
    { ...asked, window: snapshot.window },
    snapshot.version,
  );
  if (data) return <ServiceDetail row={data.service} snapshot={snapshot} />;
  return <NotKnown error={error} />;
}

/** Where not everything was read, nobody says that a service does not exist. */
function Unknown({ asked, snapshot }: { asked: Asked; snapshot: Snapshot }) {
  const { w } = useWords();
  const words = w.service.page;
  const unread = snapshot.sources.some(
    ({ from, state }) => from === "kubernetes" && isUnread(state),
  );
  return (
    <FullPage
      title={words.unknown.title(`${asked.namespace}/${asked.service}`)}
    >
      <p>{words.unknown.detail}</p>
      {unread ? <p>{words.unknown.unread}</p> : null}
      <p>
        <Link
          href={{ pathname: "/", query: { window: snapshot.window } }}
          className="text-ink underline underline-offset-3"
        >
          {words.back}
        </Link>
      </p>
    </FullPage>
  );
}

/** A kind that the cluster does not have hides no service. */
function isUnread(state: Snapshot["sources"][number]["state"]): boolean {
  return state !== "live" && state !== "absent";
}
