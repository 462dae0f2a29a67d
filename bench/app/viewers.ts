/**
 * A process of its own: so many people who look at the dashboard, each with a live stream. As the page does, they take
 * the changes it brings, and fetch the snapshot when they are told that there is another one.
 * Usage: viewers.ts URL COUNT; ends with its starter.
 */
import { request } from "node:http";
import { get } from "./snapshot-answers";

const [, , url, count] = process.argv;
if (url === undefined || count === undefined) throw new Error("URL COUNT");

for (let viewer = 0; viewer < Number(count); viewer += 1) watch(url);
process.on("disconnect", () => process.exit(0));

function watch(from: string): void {
  let etag: string | null = null;
  let fetching = false;
  let again = false;
  const refresh = async () => {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    do {
      again = false;
      etag = (await get(`${from}/api/snapshot?window=1h`, etag)).etag;
    } while (again);
    fetching = false;
  };
  const stream = request(`${from}/api/snapshot/stream?window=1h`, (answer) => {
    answer.setEncoding("utf8");
    answer.on("data", (text: string) => {
      if (text.includes("event: version")) void refresh();
    });
  });
  stream.on("error", (error) => {
    throw error;
  });
  stream.end();
}
