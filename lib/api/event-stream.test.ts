import { describe, expect, test, vi } from "vitest";
import { eventStream } from "./event-stream";

function opened() {
  const abort = new AbortController();
  let stopped = 0;
  let send = (_event: string, _data: object): void => undefined;
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
    send: (event: string, data: object) => send(event, data),
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

  test("a viewer who does not read keeps little of what is sent, and then gets the last of it", async () => {
    const stream = opened();
    const long = "x".repeat(10_000);
    for (let at = 0; at < 500; at += 1) stream.send("change", { at, long });
    const seen: number[] = [];
    while (seen.at(-1) !== 499) {
      const { value } = await stream.reader.read();
      const text = new TextDecoder().decode(value);
      seen.push(Number(/"at":(\d+)/.exec(text)?.[1]));
      if (seen.length > 20) break;
    }
    expect(seen.at(-1)).toBe(499);
    expect(seen.length).toBeLessThan(10);
    stream.abort.abort();
  });

  test("a viewer who reads nothing between two signs of life is let go; one who reads is not", async () => {
    vi.useFakeTimers();
    try {
      const [idle, slow] = [opened(), opened()];
      const long = "x".repeat(70_000);
      idle.send("change", { long });
      for (let beat = 0; beat < 4; beat += 1) {
        slow.send("change", { beat, long });
        await vi.advanceTimersByTimeAsync(15_000);
        await slow.reader.read();
      }
      expect(idle.stopped()).toBe(1);
      expect(slow.stopped()).toBe(0);
      slow.abort.abort();
    } finally {
      vi.useRealTimers();
    }
  });

  test("what many viewers are sent is written once", async () => {
    const streams = [opened(), opened()];
    let written = 0;
    const data = {
      toJSON() {
        written += 1;
        return {};
      },
    };
    for (const stream of streams) stream.send("change", data);
    expect(written).toBe(1);
    for (const { abort } of streams) abort.abort();
  });

  test("an event for a viewer who has gone is no error", async () => {
    const stream = opened();
    await stream.reader.cancel();
    expect(() => stream.send("version", {})).not.toThrow();
  });
});
