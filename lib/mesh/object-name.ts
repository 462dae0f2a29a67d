/** The name, or the name with the first number that is free in the namespace. At most 63 characters, as DNS labels. */
export function freeName(
  wanted: string,
  taken: readonly { readonly namespace: string; readonly name: string }[],
  namespace: string,
): string {
  const names = new Set(
    taken
      .filter((object) => object.namespace === namespace)
      .map(({ name }) => name),
  );
  const base = wanted.slice(0, 59).replace(/[-.]+$/, "");
  if (!names.has(base)) return base;
  let number = 2;
  while (names.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
