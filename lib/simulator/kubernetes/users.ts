/**
 * Who may talk to the simulated cluster. `rules` have RBAC's shape with the binding folded in:
 * `namespaces: ["*"]` is a ClusterRoleBinding, anything else is a RoleBinding in each of these.
 */
export interface SimulatedUser {
  name: string;
  /** The bearer token. */
  token: string;
  /** `system:authenticated` is added by the server; `system:masters` may do everything. */
  groups: readonly string[];
  rules: readonly AccessRule[];
}

export interface AccessRule {
  namespaces: readonly string[];
  verbs: readonly string[];
  apiGroups: readonly string[];
  /** Plural names, `pods/log` for a subresource, `*` for all. */
  resources: readonly string[];
  resourceNames?: readonly string[];
}
