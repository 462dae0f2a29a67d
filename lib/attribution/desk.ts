/** What a hub's life long knows who had which address, and clears away our diagnostic Telemetries. */
import { systemClock } from "@/lib/clock";
import { logger } from "@/lib/observability/logger";
import type { Hub } from "@/lib/snapshot/hub";
import { accompany, theSyncedHub } from "@/lib/snapshot/instance";
import { AddressBook } from "./address-book";
import { TelemetryExpiry } from "./telemetry-expiry";
import { telemetryVersion } from "./telemetry-version";

/** On globalThis, because Next loads this module once for the start and again for the routes. */
const KEY: unique symbol = Symbol.for("lockstep.attribution");

const SWEEP_MS = 600_000;

/** Begins to take notes for a hub; returns how to end it. */
export function startAttribution(hub: Hub): () => void {
  const book = new AddressBook();
  const expiry = new TelemetryExpiry({
    connection: hub.connection,
    clock: systemClock,
    logger: logger(),
    current: () => {
      const { inventory, statements } = hub.reading();
      return {
        telemetries: inventory.telemetries?.items ?? [],
        apiVersion: telemetryVersion(statements),
      };
    },
  });
  const look = () => {
    book.observe(hub.reading().inventory.pods, systemClock());
    expiry.look();
  };
  const stop = hub.onInventory(look);
  const sweep = setInterval(() => book.sweep(systemClock()), SWEEP_MS);
  sweep.unref();
  look();
  books().set(hub, book);
  return () => {
    stop();
    clearInterval(sweep);
    expiry.stop();
  };
}

/** The hub and its address book. Throws as `theSyncedHub` does. */
export async function theDesk(): Promise<{
  readonly hub: Hub;
  readonly book: AddressBook;
}> {
  accompany("attribution", startAttribution);
  const hub = await theSyncedHub();
  return { hub, book: bookOf(hub) };
}

/** Throws where `startAttribution` was not called for this hub. */
export function bookOf(hub: Hub): AddressBook {
  const book = books().get(hub);
  if (book === undefined) {
    throw new Error("the hub runs without its address book");
  }
  return book;
}

function books(): WeakMap<Hub, AddressBook> {
  const store = globalThis as typeof globalThis & {
    [KEY]?: WeakMap<Hub, AddressBook>;
  };
  store[KEY] ??= new WeakMap();
  return store[KEY];
}
