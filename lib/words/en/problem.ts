import type { ProblemCode } from "@/lib/api/problem-contract";
import type { Sentence } from "@/lib/words/sentence";

/** For every refusal of the API: what happened, and what to do. Details come with the problem itself. */
export const problemWords: Readonly<Record<ProblemCode, Sentence>> = {
  "invalid-request": {
    title: "The request was not understood.",
    remedy: "Correct what the details name and send it again.",
  },
  "not-found": {
    title: "There is nothing at this address.",
    remedy: "Go back to the matrix.",
  },
  "service-unknown": {
    title: "This service is not in the cluster (any more).",
    remedy: "Reload the matrix; it may have been renamed or removed.",
  },
  "not-lockable": {
    title: "This cannot be done to this service.",
    remedy:
      "The details say why; the service's own row shows what is possible.",
  },
  "plan-changed": {
    title:
      "The cluster has changed since this plan was made. Nothing was done.",
    remedy: "Look at the new plan and confirm it.",
  },
  "confirmation-missing": {
    title: "This needs your confirmation. Nothing was done.",
    remedy: "Type the service's name to say that you have read the warnings.",
  },
  "partly-applied": {
    title: "Only a part of the change was applied.",
    remedy: "Undo it on this row, or try again.",
  },
  forbidden: {
    title: "Kubernetes does not allow this. Nothing was done.",
    remedy: "Ask for the permission that the details name.",
  },
  unauthorized: {
    title: "Kubernetes does not accept our credentials.",
    remedy: "The token may have expired: renew it and start again.",
  },
  conflict: {
    title:
      "Somebody else owns or has just changed this object. Nothing was overwritten.",
    remedy: "Look at who owns the field, settle it there, then plan again.",
  },
  rejected: {
    title: "The cluster refused the object. Nothing was done.",
    remedy: "Read the words of the API server or its webhook below.",
  },
  "kubernetes-down": {
    title: "The Kubernetes API cannot be reached.",
    remedy: "Check the address, the network and the kubeconfig.",
  },
  "prometheus-down": {
    title: "Prometheus gives no usable answer.",
    remedy: "Check PROMETHEUS_URL and that Prometheus is running.",
  },
  starting: {
    title: "The first reading of the cluster is not complete yet.",
    remedy: "Wait a moment; the page goes on by itself.",
  },
  "too-many-windows": {
    title: "Too many different time ranges are looked at.",
    remedy: "Choose one of the usual ones, or wait a minute.",
  },
  busy: {
    title: "Lockstep is busy reading logs for others.",
    remedy: "Ask again in some seconds.",
  },
  configuration: {
    title: "A setting is wrong.",
    remedy: "Correct the settings that the details name and start again.",
  },
  "cross-site": {
    title: "The request did not come from this page and was refused.",
    remedy: "Open Lockstep under its own address and try there.",
  },
  internal: {
    title: "Something went wrong inside Lockstep.",
    remedy: "Try again; if it stays, look into the log for this request.",
  },
};
