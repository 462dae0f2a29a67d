import { StringDecoder } from "node:string_decoder";
import { KubernetesProblem } from "./problem";
import { errorCode, transportProblem } from "./transport-problem";

/** One page of 500 objects is a few MB; this is where reading stops to protect memory. */
const BODY_LIMIT_BYTES = 128 * 1024 * 1024;
/** etcd refuses objects beyond 1.5 MB; gRPC beyond 3 MB. */
const LINE_LIMIT_CHARS = 8 * 1024 * 1024;

/** The whole body as text. Throws KubernetesProblem: unreachable, malformed. */
export async function readText(
  content: AsyncIterable<Buffer | string>,
  server: string,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of content) {
      const buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      bytes += buffer.length;
      if (bytes > BODY_LIMIT_BYTES) {
        throw malformed("The answer is larger than 128 MB.");
      }
      chunks.push(buffer);
    }
  } catch (error) {
    throw error instanceof KubernetesProblem
      ? error
      : transportProblem(error, server);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Parses a JSON body; HTML from a login page or a proxy is `malformed`. */
export function parseJson(text: string, contentType: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const kind = contentType.split(";")[0] || "no content type";
    throw malformed(
      `The answer is not JSON but ${kind}: this is not a Kubernetes API server, or something stands before it.`,
      text,
    );
  }
}

/**
 * One parsed object per line of a watch. An unfinished last line is the mark of a cut connection and is dropped:
 * the watch resumes before it. Throws KubernetesProblem: unreachable, malformed.
 */
export async function* readJsonLines(
  content: AsyncIterable<Buffer | string>,
  server: string,
): AsyncGenerator<unknown, void, undefined> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of content) {
      const text = decoder.write(Buffer.from(chunk));
      if (!text.includes("\n")) {
        rest += text;
      } else {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          if (line.trim() !== "") {
            yield parseJson(line, "broken JSON");
          }
        }
      }
      if (rest.length > LINE_LIMIT_CHARS) {
        throw malformed("A line of the watch is longer than 8 MB.");
      }
    }
  } catch (error) {
    if (error instanceof KubernetesProblem || errorCode(error) === "") {
      throw error;
    }
    throw transportProblem(error, server);
  }
}

function malformed(message: string, text?: string): KubernetesProblem {
  return new KubernetesProblem("malformed", message, {
    upstream: text?.replaceAll(/\s+/g, " ").trim().slice(0, 300) || null,
    remedy: "Check the cluster's `server` address in the kubeconfig.",
  });
}
