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

/** The same act with kubectl, ready to paste into a shell. */
export function kubectlCommand(operation: Operation): string {
  const { ref, address, body } = operation;
  const resource = `${address.plural}.${address.group}`;
  switch (operation.verb) {
    case "create":
      return `kubectl apply --server-side --field-manager=lockstep -f - <<'EOF'\n${manifestYaml(body)}EOF`;
    case "edit":
      return `kubectl patch ${resource} ${ref.name} -n ${ref.namespace} --type merge -p ${quoted(JSON.stringify(body))}`;
    case "delete":
      return `kubectl delete ${resource} ${ref.name} -n ${ref.namespace}`;
    default:
      return operation.verb satisfies never;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
