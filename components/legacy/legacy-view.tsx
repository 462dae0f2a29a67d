"use client";
import { Download } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { objectName } from "@/components/matrix/object-name";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";
import type { LegacyTranslation } from "@/lib/api/legacy-contract";
import { LegacyCheck } from "./legacy-check";

const FILE_NAME = "peer-authentications.yaml";

export function LegacyView({
  translation,
}: {
  translation: LegacyTranslation;
}) {
  const { w } = useWords();
  const { obeyed, manifests, problems, unread } = translation;
  const hasDisable = manifests.some(({ yaml }) => yaml.includes("DISABLE"));
  return (
    <div>
      <p>{w.legacy.obeyed[obeyed]}</p>
      {unread.length > 0 ? (
        <p className="mt-3 rounded-md border border-plain p-3">
          {w.legacy.unread}
        </p>
      ) : null}
      {obeyed === "no" ? null : (
        <>
          <LegacyCheck differences={translation.differences} />
          {problems.length > 0 ? (
            <Section title={w.legacy.problems}>
              <ul className="flex flex-col gap-1">
                {problems.map(({ policy, service, code }) => (
                  <li key={`${objectName(policy)} ${service} ${code}`}>
                    <b className="font-medium">{objectName(policy)}</b>:{" "}
                    {w.legacy.problem[code](service)}
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          <Section title={w.legacy.manifests}>
            {manifests.length === 0 ? (
              <p>{w.legacy.nothing}</p>
            ) : (
              <Manifests manifests={manifests} />
            )}
            {hasDisable ? (
              <p className="mt-2 text-muted text-xs">{w.legacy.disable}</p>
            ) : null}
          </Section>
        </>
      )}
    </div>
  );
}

function Manifests({ manifests }: Pick<LegacyTranslation, "manifests">) {
  const { w } = useWords();
  const headed = manifests.map(({ object, origins, yaml }) => ({
    key: objectName(object),
    heading:
      origins.length === 0
        ? w.legacy.noOrigin
        : w.legacy.origins(origins.map(objectName).join(", ")),
    yaml,
  }));
  const text = headed
    .map(({ heading, yaml }) => `# ${heading}\n${yaml}`)
    .join("---\n");
  return (
    <div className="overflow-hidden rounded-md border border-rule">
      <div className="flex justify-end gap-1 border-rule border-b bg-sunken px-3 py-1.5">
        <a
          download={FILE_NAME}
          href={`data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`}
          className="inline-flex h-6 items-center gap-1.5 rounded px-1.5 text-muted text-xs hover:bg-hover hover:text-ink"
        >
          <Download size={13} aria-hidden />
          {w.legacy.download}
        </a>
        <CopyButton
          text={text}
          label={w.interface.copy}
          doneLabel={w.interface.copied}
        />
      </div>
      {headed.map(({ key, heading, yaml }) => (
        <div key={key} className="border-rule border-b p-3 last:border-b-0">
          <p className="mb-1 text-muted text-xs">{heading}</p>
          <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-5">
            {yaml}
          </pre>
        </div>
      ))}
    </div>
  );
}
