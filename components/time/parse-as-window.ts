import { createParser } from "nuqs";
import { parseWindow } from "@/lib/mesh/window";

/** The window in the address, under its one name. What means none is dropped, and `useRefusedWindow` says so. */
export const parseAsWindow = createParser({
  parse: parseWindow,
  serialize: String,
});
