import { stringify } from "yaml";
import { z } from "zod";
import type { Operation } from "./operation";

const shownMetadata = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** An object as a person would write it: what the server adds for itself is left out. */
export function manifestYaml(
  object: Readonly<Record<string, unknown>>,
): string {
  const metadata = shownMetadata.safeParse(object.metadata);
  return stringify(
    {
      apiVersion: object.apiVersion,
      kind: object.kind,
      metadata: metadata.success ? metadata.data : {},
      spec: object.spec,
    },
    { lineWidth: 0 },
  );
}

/**
 * The same act with kubectl, ready to paste into a shell. It names the context, and a patch the
 * version it was made for, so that it cannot hit another cluster or a changed object unseen.
 * @param context null = no kubeconfig, kubectl's own choice
 */
export function kubectlCommand(
  operation: Operation,
  context: string | null,
): string {
  const { ref, address, body, live } = operation;
  const kubectl = [
    "kubectl",
    ...(context ? ["--context", quoted(context)] : []),
  ];
  const object = [
    quoted(`${address.plural}.${address.group}`),
    quoted(ref.name),
    "-n",
    quoted(ref.namespace),
  ];
  switch (operation.verb) {
    case "create":
      return `${kubectl.join(" ")} apply --server-side --field-manager=lockstep -f - <<'EOF'\n${manifestYaml(body)}EOF`;
    case "edit": {
      const patch = withVersion(body, live?.resourceVersion ?? "");
      return [
        ...kubectl,
        "patch",
        ...object,
        "--type merge --field-manager=lockstep -p",
        quoted(JSON.stringify(patch)),
      ].join(" ");
    }
    case "delete":
      return [...kubectl, "delete", ...object].join(" ");
    default:
      return operation.verb satisfies never;
  }
}

function withVersion(
  body: Readonly<Record<string, unknown>>,
  resourceVersion: string,
) {
  const metadata = body.metadata;
  return {
    ...body,
    metadata: {
      ...(typeof metadata === "object" ? metadata : {}),
      resourceVersion,
    },
  };
}

/** Plain words stay plain; anything else is one single-quoted word of a POSIX shell. */
function quoted(text: string): string {
  return /^[A-Za-z0-9_./:@-]+$/.test(text)
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
