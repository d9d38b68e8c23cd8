/** Two ways of training that take turns, so that whatever else the machine is doing falls on both. */
import { median } from './median.ts';

const rounds = 11;
/** CPU time a round gives to each side. */
const roundMilliseconds = 150;

export interface Rounds {
  /** Medians, in steps for each second of CPU time. */
  readonly ours: number;
  readonly peer: number;
  /** Median of the rounds' own ratios. */
  readonly ratio: number;
}

/** Either side is given a number of steps to do. */
export function alternate(ours: (steps: number) => void, peer: (steps: number) => void): Rounds {
  const speeds = Array.from({ length: rounds }, () => ({ ours: stepsPerSecond(ours), peer: stepsPerSecond(peer) }));
  return {
    ours: median(speeds.map((round) => round.ours)),
    peer: median(speeds.map((round) => round.peer)),
    ratio: median(speeds.map((round) => round.ours / round.peer)),
  };
}

function stepsPerSecond(run: (steps: number) => void): number {
  const begun = process.cpuUsage();
  let done = 0;
  for (;;) {
    run(50);
    done += 50;
    const { user, system } = process.cpuUsage(begun);
    if (user + system >= roundMilliseconds * 1000) return (done / (user + system)) * 1e6;
  }
}
