import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const sources = ["app", "components", "lib", "public"];
const settings = [
  "next.config.js",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Whether the production build is missing or older than anything it is made of. */
export async function needsBuild(): Promise<boolean> {
  const built = await modifiedMs(".next/BUILD_ID");
  if (built === null) {
    return true;
  }
  for (const path of settings) {
    if (((await modifiedMs(path)) ?? 0) > built) {
      return true;
    }
  }
  for (const folder of sources) {
    if ((await newestMs(folder)) > built) {
      return true;
    }
  }
  return false;
}

/** @throws Error with the build's output where it fails */
export async function buildApp(): Promise<void> {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "build"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, "exit");
  if (code !== 0) {
    throw new Error(`next build failed:\n${output}`);
  }
}

async function newestMs(folder: string): Promise<number> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  let newest = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && belongsToApp(path)) {
      newest = Math.max(newest, (await modifiedMs(path)) ?? 0);
    }
  }
  return newest;
}

// The simulator is another program, and tests are in no build.
function belongsToApp(path: string): boolean {
  return !path.startsWith(join("lib", "simulator")) && !path.includes(".test.");
}

async function modifiedMs(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.mtimeMs,
    () => null,
  );
}
