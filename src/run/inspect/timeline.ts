/**
 * Walks through the recorded time: every step of a regular grid where that is cheap, else the steps that have checkpoints.
 * The grid's distance is a power of two, so that a longer run asks for the same steps again and what was worked out of them
 * can be kept.
 */
import type { Trainer } from '../../core/training/trainer.ts';
import { ParameterSnapshot } from './parameterSnapshot.ts';
import type { QueryContext, Work } from './queryContext.ts';

/** Milliseconds of training that are made again to have every step of the grid. */
const cheapReplay = 400;

export interface Timeline {
  /** Ascending; the last one is the end of the stretch. */
  readonly steps: readonly number[];
  /** Whether no step of the stretch is left out. */
  readonly complete: boolean;
}

/** At most `most` steps from `from` to `to` (the present when `null`), cut to what is recorded. */
export function timelineOf({ runner }: QueryContext, from: number, to: number | null, most: number): Timeline {
  const { recording, status } = runner.time;
  const end = Math.min(Math.max(to ?? status.last, status.first), status.last);
  const begin = Math.min(Math.max(from, status.first), end);
  let stride = 1;
  while (Math.floor(end / stride) - Math.ceil(begin / stride) + 3 > most && stride < 2 ** 40) stride *= 2;
  const grid = new Set([begin]);
  for (let step = Math.ceil(begin / stride) * stride; step < end; step += stride) grid.add(step);
  const cost = (recording.nearest(end)?.time ?? 0) - (recording.nearest(begin)?.time ?? 0);
  const steps =
    cost <= cheapReplay ? grid : new Set([...grid].map((step) => recording.nearest(step)?.checkpoint.step ?? end));
  const within = [...steps].filter((step) => step >= begin && step < end);
  return { steps: [...within.slice(-(most - 1)), end], complete: stride === 1 && steps === grid };
}

/** What is seen at a step of the past. */
export interface Stop {
  readonly step: number;
  readonly trainer: Trainer;
  readonly moment: ParameterSnapshot;
}

/** Calls `visit` at each of the steps, in their order. @throws CancelledError when nobody wants it any more */
export async function replay(
  { runner }: QueryContext,
  steps: readonly number[],
  work: Work,
  visit: (stop: Stop) => void,
): Promise<void> {
  if (steps.length === 0) return;
  await runner.time.withReplay(async (goTo) => {
    for (const step of steps) {
      const trainer = await goTo(step, () => work.yieldNow());
      visit({ step, trainer, moment: ParameterSnapshot.of(trainer, false) });
      await work.yieldNow();
    }
  });
}
