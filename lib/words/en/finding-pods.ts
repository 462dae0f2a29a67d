type Count = (figure: number) => string;

/** e.g. "1 pod", "1,204 pods" */
export function pods(figure: number, count: Count): string {
  return `${count(figure)} ${figure === 1 ? "pod" : "pods"}`;
}

/** e.g. "1 pod has", "3 pods have" */
export function podsHave(figure: number, count: Count): string {
  return `${pods(figure, count)} ${figure === 1 ? "has" : "have"}`;
}
