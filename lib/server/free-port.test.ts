import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { listenFault } from "./free-port";

it("says in one sentence that a port is in use, and nothing when it is free", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port =
    address !== null && typeof address === "object" ? address.port : 0;
  expect(await listenFault("127.0.0.1", port)).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. End that program, or choose another port with PORT.`,
  );
  server.close();
  await once(server, "close");
  expect(await listenFault("127.0.0.1", port)).toBeNull();
});
