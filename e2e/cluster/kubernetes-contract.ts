import { afterAll, beforeAll, describe } from "vitest";
import { accessContract } from "./contract/access";
import { applyingContract } from "./contract/applying";
import { changingContract } from "./contract/changing";
import { creatingContract } from "./contract/creating";
import { neighboursContract } from "./contract/neighbours";
import { readingContract } from "./contract/reading";
import { watchingContract } from "./contract/watching";
import { Workspace } from "./contract/workspace";
import { type ClusterConnection, WireClient } from "./wire-client";

/**
 * What Lockstep relies on when it talks to a Kubernetes API server, as tests. They run against a
 * real server and against the simulator, so that the two cannot drift apart. The user behind
 * `connect` must be an administrator of a disposable cluster with Istio's CRDs.
 */
export function kubernetesContract(
  connect: () => Promise<ClusterConnection>,
): void {
  describe("the Kubernetes API", () => {
    let opened: Workspace | null = null;

    beforeAll(async () => {
      opened = new Workspace(new WireClient(await connect()));
      await opened.open();
    });

    afterAll(async () => {
      await opened?.close();
    });

    const workspace = () => {
      if (opened === null) {
        throw new Error("the contract has no cluster");
      }
      return opened;
    };
    readingContract(workspace);
    neighboursContract(workspace);
    watchingContract(workspace);
    creatingContract(workspace);
    changingContract(workspace);
    applyingContract(workspace);
    accessContract(workspace);
  });
}
