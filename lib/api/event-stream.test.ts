import { describe, expect, test } from "vitest";
import { eventStream } from "./event-stream";

function opened() {
  const abort = new AbortController();
  let stopped = 0;
  let send = (_event: string, _data: unknown): void => undefined;
  const response = eventStream(
    new Request("http://127.0.0.1/", { signal: abort.signal }),
    (given) => {
      send = given;
      return () => {
        stopped += 1;
      };
    },
  );
  if (!response.body) throw new Error("no body");
  return {
    abort,
    reader: response.body.getReader(),
    send: (event: string, data: unknown) => send(event, data),
    stopped: () => stopped,
  };
}

describe("eventStream", () => {
  test("sends events as the browser reads them", async () => {
    const stream = opened();
    stream.send("version", { version: "1" });
    const { value } = await stream.reader.read();
    expect(new TextDecoder().decode(value)).toBe(
      'event: version\ndata: {"version":"1"}\n\n',
    );
    stream.abort.abort();
  });

  test("stops exactly once, whichever of abort and cancel comes first", async () => {
    const aborted = opened();
    aborted.abort.abort();
    await aborted.reader.cancel().catch(() => undefined);
    expect(aborted.stopped()).toBe(1);

    const cancelled = opened();
    await cancelled.reader.cancel();
    cancelled.abort.abort();
    expect(cancelled.stopped()).toBe(1);
  });

  test("a start that fails is the caller's error and leaves no stream open", () => {
    for (let at = 0; at < 501; at += 1) {
      expect(() =>
        eventStream(new Request("http://127.0.0.1/"), () => {
          throw new Error("no room");
        }),
      ).toThrow("no room");
    }
  });

  test("an event for a viewer who has gone is no error", async () => {
    const stream = opened();
    await stream.reader.cancel();
    expect(() => stream.send("version", {})).not.toThrow();
  });
});
