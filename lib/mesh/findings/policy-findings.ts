import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  emptyMeshPolicyFindings,
  emptyPolicyFindings,
} from "./empty-policy-findings";
import { excludedPortFindings } from "./excluded-port-findings";
import type { Finding } from "./finding";
import { policyPortFindings } from "./policy-port-findings";
import { policyReachFindings } from "./policy-reach-findings";
import { proxylessGrpcFindings } from "./proxyless-grpc-findings";
import { perNamespace } from "./remembered";
import { rootSelectorFindings } from "./root-selector-findings";
import { meshShadowFindings, shadowFindings } from "./shadow-findings";
import { strictUnderDisableFindings } from "./strict-under-disable-findings";
import { strictWithoutProxyFindings } from "./strict-without-proxy-findings";

/** PeerAuthentications that do not do what they say (semantics A1 to A3, E04, E05, E08, E12). */
export function policyFindings(index: MeshIndex): Finding[] {
  return [
    ...meshShadowFindings(index),
    ...rootSelectorFindings(index),
    ...emptyMeshPolicyFindings(index),
    ...inNamespaces(index),
    ...beforeClients(index),
  ];
}

const inNamespaces = perNamespace(
  (part) => [
    ...shadowFindings(part),
    ...policyReachFindings(part),
    ...emptyPolicyFindings(part),
    ...policyPortFindings(part),
    ...strictWithoutProxyFindings(part),
    ...excludedPortFindings(part),
    ...proxylessGrpcFindings(part),
  ],
  "servers",
);

const beforeClients = perNamespace(strictUnderDisableFindings, "clients");
