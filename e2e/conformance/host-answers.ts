import { z } from "zod";
import {
  hostSubsetOf,
  hostsOverlap,
  mostSpecificHost,
  resolveHost,
} from "@/lib/mesh/index/host";
import type { Answer } from "./answer";

const pair = z.object({ a: z.string(), b: z.string() });

/** Host names of rules. */
export const hostAnswers: Readonly<Record<string, Answer>> = {
  resolveHost: ({ query }) => {
    const { host, namespace, domain } = z
      .object({ host: z.string(), namespace: z.string(), domain: z.string() })
      .parse(query);
    return { host: resolveHost(host, namespace, domain) };
  },

  mostSpecificHost: ({ input, query }) => {
    const { hosts } = z.object({ hosts: z.array(z.string()) }).parse(input);
    const { host } = z.object({ host: z.string() }).parse(query);
    return { host: mostSpecificHost(host, hosts) };
  },

  hostsOverlap: ({ query }) => {
    const { a, b } = pair.parse(query);
    return { result: hostsOverlap(a, b) };
  },

  hostSubsetOf: ({ query }) => {
    const { a, b } = pair.parse(query);
    return { result: hostSubsetOf(a, b) };
  },
};
