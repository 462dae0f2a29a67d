import { KubernetesProblem } from "./problem";

const TLS_TRUST = new Set([
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_SIGNATURE_FAILURE",
]);

/** What a failed connection means; `server` is the address from the kubeconfig. */
export function transportProblem(
  error: unknown,
  server: string,
): KubernetesProblem {
  const code = errorCode(error);
  const upstream = error instanceof Error ? error.message : String(error);
  const [message, remedy] = explain(code, server);
  return new KubernetesProblem("unreachable", message, {
    upstream,
    remedy,
    cause: error,
  });
}

export function timeoutProblem(
  server: string,
  timeoutMs: number,
): KubernetesProblem {
  return new KubernetesProblem(
    "timeout",
    `${server} did not answer within ${Math.round(timeoutMs / 1000)} s.`,
    { remedy: "Check the network and the API server's load, then try again." },
  );
}

export function errorCode(error: unknown): string {
  return error instanceof Error &&
    "code" in error &&
    typeof error.code === "string"
    ? error.code
    : "";
}

function explain(code: string, server: string): [string, string] {
  if (TLS_TRUST.has(code)) {
    return [
      `The certificate of ${server} is not signed by the kubeconfig's certificate authority.`,
      "Put the right certificate-authority into the kubeconfig.",
    ];
  }
  switch (code) {
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return [
        `The certificate of ${server} is not valid now.`,
        "Check this machine's clock, and renew the API server's certificate.",
      ];
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return [
        `The certificate of ${server} is for another host name.`,
        "Use a name from the certificate as server, or set tls-server-name.",
      ];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return [
        `The host name of ${server} cannot be resolved.`,
        "Check the server address in the kubeconfig and the DNS of this machine.",
      ];
    case "ECONNREFUSED":
      return [
        `Nothing listens at ${server}.`,
        "Check the server address in the kubeconfig, and that the cluster runs.",
      ];
    case "EPROTO":
    case "ERR_SSL_WRONG_VERSION_NUMBER":
      return [
        `${server} does not speak TLS as expected.`,
        "Check https or http in the kubeconfig's server address.",
      ];
    default:
      return [
        `The connection to ${server} broke${code === "" ? "" : ` (${code})`}.`,
        "Check the network between here and the API server.",
      ];
  }
}
