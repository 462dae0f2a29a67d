const numbers = new WeakMap<object, number>();
let last = 0;

/** A number that stands for an object, and never for another one: keys of memories that must not hold what they remember. */
export function identityOf(object: object | null | undefined): number {
  if (object === null || object === undefined) return 0;
  const known = numbers.get(object) ?? ++last;
  numbers.set(object, known);
  return known;
}
