/** One thing that is wrong with the settings. */
export interface ConfigProblem {
  /** The environment variable's name. */
  readonly setting: string;
  /** One plain sentence; never holds the value of a secret. */
  readonly message: string;
  readonly remedy: string;
}
