/** Why a window that could be read is not read now. */
export class WindowProblem extends Error {
  override readonly name = "WindowProblem";
  readonly code = "too-many-windows";
  readonly remedy =
    "Choose one of the usual time ranges, which are always read, or try again in a minute.";

  /** @param most how many windows of an unusual length are read at once */
  constructor(most: number) {
    super(
      `${most} time ranges of other lengths than the usual ones are being looked at already; more would cost Prometheus too much.`,
    );
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isWindowProblem(value: unknown): value is WindowProblem {
  return value instanceof Error && value.name === "WindowProblem";
}
