import { describe, expect, it } from "vitest";
import { aMeta, anInventory } from "@/lib/mesh/testing/inventory-builders";
import { AddressBook } from "./address-book";
import { clusterAddresses } from "./cluster-addresses";

function aSlice(path: string, address: string) {
  return {
    ...aMeta(path),
    serviceName: "kubernetes",
    ports: [],
    endpoints: [{ addresses: [address], ready: true, podName: null }],
  };
}

describe("the API server's addresses", () => {
  it("come from the one slice that the API server itself keeps, not from others with its label", () => {
    const { apiServer } = clusterAddresses(
      anInventory({
        endpointSlices: [
          aSlice("default/kubernetes", "192.168.1.2"),
          aSlice("default/kubernetes-x7", "10.66.6.6"),
          aSlice("shop/kubernetes", "10.66.6.7"),
        ],
      }),
      new AddressBook(),
    );
    expect([...apiServer]).toEqual(["192.168.1.2"]);
  });
});
