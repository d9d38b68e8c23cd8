/** How fine pictures of the fit are and how often they are made anew, so that looking at them costs a training little. */
import type { RunDescription } from '../../src/protocol/run.ts';

/** Multiply-adds for one picture, about 10 ms of the worker's time. */
const cheapWork = 2e7;
const finestGrid = 64;
const coarsestGrid = 24;
/** Multiply-adds in a millisecond, at least. */
const speed = 2e6;
/** A picture may take this share of the time. */
const share = 1 / 20;
/** Examples that a partial dependence is the mean of, at most. */
const maxExamples = 500;

export const slicePoints = 65;

type Measures = Pick<RunDescription, 'parameters'>;

/** Points along each side of the plane. */
export function planeGrid({ parameters }: Measures): number {
  return Math.max(coarsestGrid, Math.min(finestGrid, Math.floor(Math.sqrt(cheapWork / parameters))));
}

/** Milliseconds between two planes while the network learns. */
export function planePause(run: Measures): number {
  return pauseFor(planeGrid(run) ** 2 * run.parameters);
}

export function slicePause({ parameters }: Measures): number {
  return pauseFor(slicePoints * parameters);
}

/** Values that a column of numbers is set to; odd, so that its middle is one of them. */
export function dependencePoints({ parameters }: Measures): number {
  return parameters > 1000 ? 21 : 41;
}

export function dependencePause(run: Measures): number {
  return pauseFor(dependencePoints(run) * maxExamples * run.parameters);
}

function pauseFor(work: number): number {
  return Math.max(200, Math.round(work / speed / share));
}
