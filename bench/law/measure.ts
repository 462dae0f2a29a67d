/** What is measured: a mesh resolved from nothing, and again after one object changed. */

import { findFindings } from "@/lib/mesh/findings/find-findings";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix, type Matrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";
import type { Change } from "./changes";
import { meshAtScale, type Scale } from "./mesh-at-scale";
import { type Timing, timed } from "./timing";
import { trafficAtScale } from "./traffic-at-scale";

/** Each run gets new objects, as a process that reads a cluster for the first time. */
export function coldTiming(scale: Scale, runs: number): Timing {
  return timed(runs, () => {
    const mesh = meshAtScale(scale);
    return () => resolveMesh(indexMesh(mesh));
  });
}

export interface ChangeTiming extends Timing {
  readonly name: string;
  /** Services that were resolved anew, or rows or findings that were made anew, in the last run. */
  readonly reached: number;
}

/** One change after the other, each on top of those before. */
export function changeTiming(
  scale: Scale,
  change: Change,
  runs: number,
): ChangeTiming {
  let mesh = meshAtScale(scale);
  let known = resolveMesh(indexMesh(mesh));
  let before = known;
  const timing = timed(runs, (turn) => {
    mesh = change.apply(mesh, turn);
    before = known;
    return () => {
      known = follow(mesh, before);
    };
  });
  return {
    name: change.name,
    reached: countNew(before.services.values(), known.services.values()),
    ...timing,
  };
}

/** The rows that people see, after the same change; the resolving is not counted again. */
export function matrixTiming(
  scale: Scale,
  change: Change,
  runs: number,
): ChangeTiming {
  let mesh = meshAtScale(scale);
  const traffic = trafficAtScale(mesh);
  let known = resolveMesh(indexMesh(mesh));
  let matrix: Matrix = buildMatrix(known, traffic, READABLE);
  let before = matrix;
  const timing = timed(runs, (turn) => {
    mesh = change.apply(mesh, turn);
    known = follow(mesh, known);
    before = matrix;
    return () => {
      matrix = buildMatrix(known, traffic, READABLE, before);
    };
  });
  return {
    name: change.name,
    reached: countNew(before.rows, matrix.rows),
    ...timing,
  };
}

/** What is found in a mesh that is resolved already. */
export function coldFindingsTiming(scale: Scale, runs: number): Timing {
  return timed(runs, () => {
    const resolution = resolveMesh(indexMesh(meshAtScale(scale)));
    return () => findFindings(resolution);
  });
}

/** What is found after the same change; the resolving is not counted again. */
export function findingsTiming(
  scale: Scale,
  change: Change,
  runs: number,
): ChangeTiming {
  let mesh = meshAtScale(scale);
  let known = resolveMesh(indexMesh(mesh));
  let findings = findFindings(known);
  let before = findings;
  const timing = timed(runs, (turn) => {
    mesh = change.apply(mesh, turn);
    known = follow(mesh, known);
    before = findings;
    return () => {
      findings = findFindings(known);
    };
  });
  return { name: change.name, reached: countNew(before, findings), ...timing };
}

const READABLE = {
  meshConfig: true,
  policies: () => true,
  destinationRules: () => true,
  pods: () => true,
};

function follow(mesh: Inventory, known: MeshResolution): MeshResolution {
  return resolveMesh(indexMesh(mesh, known.index), known);
}

function countNew<T>(before: Iterable<T>, after: Iterable<T>): number {
  const known = new Set(before);
  return [...after].filter((item) => !known.has(item)).length;
}
