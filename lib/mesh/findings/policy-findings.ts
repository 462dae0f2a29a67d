import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { emptyPolicyFindings } from "./empty-policy-findings";
import { excludedPortFindings } from "./excluded-port-findings";
import type { Finding } from "./finding";
import { policyPortFindings } from "./policy-port-findings";
import { policyReachFindings } from "./policy-reach-findings";
import { proxylessGrpcFindings } from "./proxyless-grpc-findings";
import { rootSelectorFindings } from "./root-selector-findings";
import { shadowFindings } from "./shadow-findings";
import { strictUnderDisableFindings } from "./strict-under-disable-findings";
import { strictWithoutProxyFindings } from "./strict-without-proxy-findings";

/** PeerAuthentications that do not do what they say (semantics A1 to A3, E04, E05, E08, E12). */
export function policyFindings(index: MeshIndex): Finding[] {
  return [
    ...shadowFindings(index),
    ...rootSelectorFindings(index),
    ...policyReachFindings(index),
    ...emptyPolicyFindings(index),
    ...policyPortFindings(index),
    ...strictWithoutProxyFindings(index),
    ...excludedPortFindings(index),
    ...strictUnderDisableFindings(index),
    ...proxylessGrpcFindings(index),
  ];
}
