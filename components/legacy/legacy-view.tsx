"use client";
import { Download } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { objectName } from "@/components/matrix/object-name";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";
import type { LegacyTranslation } from "@/lib/api/legacy-contract";
import { formatCount } from "@/lib/words/figures";

const FILE_NAME = "peer-authentications.yaml";

export function LegacyView({
  translation,
}: {
  translation: LegacyTranslation;
}) {
  const { w } = useWords();
  const { obeyed, manifests, problems, unread } = translation;
  const text = manifests.map(({ yaml }) => yaml).join("---\n");
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
          <Check translation={translation} />
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
              <Manifests text={text} />
            )}
            {text.includes("DISABLE") ? (
              <p className="mt-2 text-muted text-xs">{w.legacy.disable}</p>
            ) : null}
          </Section>
        </>
      )}
    </div>
  );
}

/** Whether the translation means the same, port by port. */
function Check({ translation }: { translation: LegacyTranslation }) {
  const { w, language } = useWords();
  const { differences } = translation;
  if (differences.length === 0) {
    return <p className="mt-3 text-muted">{w.legacy.same}</p>;
  }
  return (
    <Section
      title={w.legacy.differences(formatCount(differences.length, language))}
    >
      <ul className="flex flex-col gap-1">
        {differences.map(({ service, servicePort, pod, before, after }) => (
          <li
            key={`${service.namespace}/${service.name}:${servicePort} ${pod.name}`}
          >
            {w.legacy.difference(
              `${service.namespace}/${service.name}:${servicePort} (${pod.name})`,
              w.mode[before].label,
              w.mode[after].label,
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Manifests({ text }: { text: string }) {
  const { w } = useWords();
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
      <pre className="whitespace-pre-wrap break-words p-3 font-mono text-xs leading-5">
        {text}
      </pre>
    </div>
  );
}
