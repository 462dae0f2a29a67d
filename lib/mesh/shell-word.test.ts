import { expect, it } from "vitest";
import { shellWord } from "./shell-word";

it.each([
  ["cart-7f9", "cart-7f9"],
  ["policies.security.istio.io/x", "policies.security.istio.io/x"],
  ["a b", "'a b'"],
  ["$(touch x)", "'$(touch x)'"],
  ["it's", `'it'\\''s'`],
])(
  "keeps what is plain and quotes what a shell would read: %s",
  (text, word) => {
    expect(shellWord(text)).toBe(word);
  },
);

it.each([
  "",
  "-fhttp://evil.example",
  "--filename=x",
  "y\u0015touch x\n",
  "x\u001b[201~y",
  "a\nb",
  "a\u202eb",
])("makes no word of what a terminal or kubectl would act on: %j", (text) => {
  expect(shellWord(text)).toBeNull();
});
