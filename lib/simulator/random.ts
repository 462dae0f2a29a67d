/** A number in [0, 1) that depends on nothing but the text: the same seed gives the same world. */
export function fractionOf(text: string): number {
  return hashOf(text) / 2 ** 32;
}

/** 32 bits of FNV-1a with a final mix, so that names that differ in one digit land far apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const letters = "bcdfghjklmnpqrstvwxz2456789";

/** A suffix as Kubernetes makes them: no vowels, no digits that look like letters. */
export function suffixOf(text: string, length: number): string {
  let suffix = "";
  for (let index = 0; index < length; index += 1) {
    suffix += letters.charAt(hashOf(`${text}#${index}`) % letters.length);
  }
  return suffix;
}

/** A uid in the shape of a UUID. */
export function uidOf(text: string): string {
  const hex = [0, 1, 2, 3]
    .map((part) => hashOf(`${text}/${part}`).toString(16).padStart(8, "0"))
    .join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
