import { randomBytes } from "node:crypto";
import type { SimulatedUser } from "./kubernetes/users";

export const USER_NAMES = ["admin", "viewer", "nobody"] as const;

export type UserName = (typeof USER_NAMES)[number];

/** Everyone who can sign in, with fresh tokens: all rights, reading only, and none at all. */
export function makeUsers(): Record<UserName, SimulatedUser> {
  const token = () => randomBytes(16).toString("hex");
  return {
    admin: {
      name: "admin",
      token: token(),
      groups: ["system:masters"],
      rules: [],
    },
    viewer: {
      name: "viewer",
      token: token(),
      groups: [],
      rules: [
        {
          namespaces: ["*"],
          verbs: ["get", "list", "watch"],
          apiGroups: ["*"],
          resources: ["*"],
        },
      ],
    },
    nobody: { name: "nobody", token: token(), groups: [], rules: [] },
  };
}
