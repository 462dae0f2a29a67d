import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, Service, ServicePort } from "@/lib/mesh/objects";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  anInventory,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";

export const strict = aPolicy("shop/wide", { mode: "STRICT" });

export const http: ServicePort = {
  name: "http",
  port: 80,
  targetPort: 8080,
  protocol: "TCP",
  appProtocol: "http",
};

/** What the first service accepts; shop/cart where none is given. */
export function verdict(parts: Partial<Inventory>) {
  const inventory = anInventory({
    services: [aService("shop/cart")],
    ...parts,
  });
  const [service] = inventory.services;
  if (service === undefined) throw new Error("no service");
  return resolveService(indexMesh(inventory), service);
}

export function withPorts(...ports: ServicePort[]): Service {
  return aService("shop/cart", { ports });
}
