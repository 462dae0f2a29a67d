import { describe, expect, it } from "vitest";
import { aPod } from "@/lib/mesh/testing/inventory-builders";
import { AddressBook } from "./address-book";

const at = (clock: string) => Date.parse(`2026-11-22T${clock}Z`);
const pod = (path: string, createdAt: string, ip = "10.0.0.9") =>
  aPod(path, { ip, createdAt: `2026-11-22T${createdAt}Z` });
const names = (book: AddressBook, clock: string | null) =>
  book
    .holders("10.0.0.9", clock === null ? null : at(clock))
    .map(({ name }) => name);

describe("who had an address", () => {
  it("names the pod that had it then, not the one that has it now", () => {
    const book = new AddressBook();
    book.observe([pod("legacy/sleep-1", "08:00:00")], at("09:00:00"));
    book.observe([], at("10:00:00"));
    book.observe([pod("shop/cart-1", "10:05:00")], at("10:05:01"));
    expect(names(book, "09:30:00")).toEqual(["sleep-1"]);
    expect(names(book, "10:30:00")).toEqual(["cart-1"]);
    expect(names(book, "10:02:00")).toEqual([]);
  });

  it("counts a pod seen at our start as having had it since it was made", () => {
    const book = new AddressBook();
    book.observe([pod("legacy/sleep-1", "08:00:00")], at("09:00:00"));
    expect(names(book, "08:30:00")).toEqual(["sleep-1"]);
    expect(names(book, "07:30:00")).toEqual([]);
  });

  it("ends the lease of a finished pod, whose record stays", () => {
    const book = new AddressBook();
    const job = pod("batch/report-1", "08:00:00");
    book.observe([job], at("08:00:01"));
    const done = { ...job, phase: "Succeeded" };
    book.observe([done, pod("shop/cart-1", "08:20:00")], at("08:20:00"));
    expect(names(book, "08:10:00")).toEqual(["report-1"]);
    expect(names(book, "08:30:00")).toEqual(["cart-1"]);
  });

  it("names all that share a node's address, and all that ever had it where the moment is unknown", () => {
    const book = new AddressBook();
    book.observe(
      [pod("kube-system/a-1", "08:00:00"), pod("kube-system/b-1", "08:00:00")],
      at("08:00:01"),
    );
    book.observe([pod("kube-system/b-1", "08:00:00")], at("09:00:00"));
    expect(names(book, "08:30:00")).toEqual(["a-1", "b-1"]);
    expect(names(book, "09:30:00")).toEqual(["b-1"]);
    expect(names(book, null)).toEqual(["a-1", "b-1"]);
  });

  it("allows for clocks that differ, but prefers the lease that fits exactly", () => {
    const book = new AddressBook();
    book.observe([pod("legacy/sleep-1", "08:00:00")], at("08:00:00"));
    book.observe([], at("10:00:00"));
    expect(names(book, "10:00:03")).toEqual(["sleep-1"]);
    book.observe([pod("shop/cart-1", "10:00:01")], at("10:00:02"));
    expect(names(book, "10:00:03")).toEqual(["cart-1"]);
  });

  it("keeps the pod's newest description", () => {
    const book = new AddressBook();
    const first = pod("legacy/sleep-1", "08:00:00");
    book.observe([first], at("08:00:00"));
    book.observe([{ ...first, ready: false }], at("08:10:00"));
    expect(book.holders("10.0.0.9", at("08:05:00"))).toMatchObject([
      { ready: false },
    ]);
  });

  it("knows a pod by each of its addresses, and lets go of all of them", () => {
    const book = new AddressBook();
    const dual = { ...pod("legacy/sleep-1", "08:00:00"), moreIps: ["fd00::9"] };
    book.observe([dual], at("08:00:00"));
    book.observe([], at("09:00:00"));
    expect(book.holders("fd00::9", at("08:30:00"))).toHaveLength(1);
    expect(book.holders("fd00::9", at("09:30:00"))).toHaveLength(0);
  });

  it("does not take a pod that we could not see for a while for two", () => {
    const book = new AddressBook();
    const sleep = pod("legacy/sleep-1", "08:00:00");
    book.observe([sleep], at("08:10:00"));
    book.observe([], at("09:00:00"));
    book.observe([{ ...sleep }], at("09:05:00"));
    expect(names(book, "09:02:00")).toEqual(["sleep-1"]);
    expect(names(book, null)).toEqual(["sleep-1"]);
  });

  it("does not date an address back to a time in which the pod was seen without it", () => {
    const book = new AddressBook();
    const waiting = { ...pod("shop/cart-1", "08:00:00"), ip: null };
    book.observe(
      [pod("legacy/sleep-1", "07:00:00"), { ...waiting, phase: "Pending" }],
      at("08:10:00"),
    );
    book.observe([waiting], at("08:50:00"));
    book.observe([{ ...waiting, ip: "10.0.0.9" }], at("09:00:00"));
    expect(names(book, "08:30:00")).toEqual(["sleep-1"]);
    expect(names(book, "08:55:00")).toEqual([]);
    expect(names(book, "09:00:01")).toEqual(["cart-1"]);
  });

  it("begins an address anew where the pod had another one before", () => {
    const book = new AddressBook();
    const cart = pod("shop/cart-1", "07:00:00", "10.0.0.5");
    book.observe([cart], at("08:00:00"));
    book.observe([{ ...cart, ip: "10.0.0.9" }], at("09:00:00"));
    expect(names(book, "08:30:00")).toEqual([]);
    expect(names(book, "09:30:00")).toEqual(["cart-1"]);
    expect(book.holders("10.0.0.5", at("07:30:00"))).toHaveLength(1);
    expect(book.holders("10.0.0.5", at("09:30:00"))).toEqual([]);
  });

  it("keeps the first address of a pod that gets a second one", () => {
    const book = new AddressBook();
    const first = pod("legacy/sleep-1", "07:00:00");
    book.observe([first], at("08:00:00"));
    book.observe([{ ...first, moreIps: ["fd00::9"] }], at("09:00:00"));
    expect(names(book, "07:30:00")).toEqual(["sleep-1"]);
    expect(book.holders("fd00::9", at("08:30:00"))).toEqual([]);
    expect(book.holders("fd00::9", at("09:30:00"))).toHaveLength(1);
  });

  it("knows a pod that had finished before we looked, no longer than until then", () => {
    const book = new AddressBook();
    const done = { ...pod("batch/report-1", "08:00:00"), phase: "Succeeded" };
    book.observe([done], at("08:20:00"));
    expect(names(book, "07:50:00")).toEqual([]);
    expect(names(book, "08:05:00")).toEqual(["report-1"]);
    expect(names(book, "08:30:00")).toEqual([]);
  });

  it("knows a pod that had finished before we looked until it finished, where it says so", () => {
    const book = new AddressBook();
    const done = {
      ...pod("batch/report-1", "08:00:00"),
      phase: "Succeeded",
      finishedAtS: at("08:10:00") / 1_000,
    };
    book.observe([done], at("08:20:00"));
    expect(names(book, "08:05:00")).toEqual(["report-1"]);
    expect(names(book, "08:15:00")).toEqual([]);
  });

  it("ends a lease with its pod, not when we saw that it had", () => {
    const book = new AddressBook();
    const job = pod("batch/report-1", "08:00:00");
    book.observe([job], at("08:00:01"));
    const finishedAtS = at("08:10:00") / 1_000;
    book.observe([{ ...job, phase: "Succeeded", finishedAtS }], at("08:20:00"));
    expect(names(book, "08:05:00")).toEqual(["report-1"]);
    expect(names(book, "08:15:00")).toEqual([]);
  });

  it("takes no end from the future or from before the beginning", () => {
    for (const end of ["07:00:00", "23:00:00"]) {
      const book = new AddressBook();
      const finishedAtS = at(end) / 1_000;
      const job = pod("batch/report-1", "08:00:00");
      book.observe(
        [{ ...job, phase: "Succeeded", finishedAtS }],
        at("08:20:00"),
      );
      expect(names(book, "08:30:00")).toEqual([]);
      expect(names(book, "07:30:00")).toEqual([]);
    }
  });

  it("begins with the start of a pod that had waited for a node", () => {
    const book = new AddressBook();
    const startedAtS = at("08:30:00") / 1_000;
    book.observe(
      [{ ...pod("shop/cart-1", "08:00:00"), startedAtS }],
      at("09:00:00"),
    );
    expect(names(book, "08:15:00")).toEqual([]);
    expect(names(book, "08:45:00")).toEqual(["cart-1"]);
  });

  it("ends the lease of a pod that had finished where the next one with its address begins", () => {
    const book = new AddressBook();
    const job = (name: string, createdAt: string) => ({
      ...pod(`batch/${name}`, createdAt),
      phase: "Succeeded",
    });
    book.observe(
      [
        job("report-1", "07:00:00"),
        job("report-2", "07:30:00"),
        pod("shop/cart-1", "08:00:00"),
      ],
      at("09:00:00"),
    );
    expect(names(book, "07:15:00")).toEqual(["report-1"]);
    expect(names(book, "07:45:00")).toEqual(["report-2"]);
    expect(names(book, "08:30:00")).toEqual(["cart-1"]);
  });

  it("forgets after a day", () => {
    const book = new AddressBook();
    book.observe([pod("legacy/sleep-1", "08:00:00")], at("08:00:00"));
    book.observe([], at("09:00:00"));
    book.sweep(at("09:00:00") + 23 * 3_600_000);
    expect(names(book, "08:30:00")).toEqual(["sleep-1"]);
    book.sweep(at("09:00:00") + 25 * 3_600_000);
    expect(names(book, "08:30:00")).toEqual([]);
  });
});
