/** What `train` takes besides a network: costs on the way, files to write, threads. */
import { localize, msg } from '../../config/wording/localize.ts';
import { maxThreads } from '../../engine/threads/platform.ts';
import { fileOption, listOption, singleOption, switchOption } from '../command/option.ts';
import { networkOptions, type NetworkValues } from '../command/options.ts';
import type { Option } from '../command/verb.ts';
import { requireModelName } from '../output/saveModel.ts';
import { requireWeightsFile } from '../output/weightsName.ts';
import { usageError } from '../terminal/failure.ts';

export interface TrainValues extends NetworkValues {
  /** Iterations, ascending, each once. */
  readonly costsAt: readonly number[];
  readonly predictions: string | null;
  readonly save: string | null;
  readonly withOptimizer: boolean;
  /** FILE.json, FILE.npz, or "-" for standard output. */
  readonly weights: string | null;
  /** The folder of runs. */
  readonly record: string | null;
  /** That may train a large network; 0: as many as fit the machine. */
  readonly threads: number;
}

const costsAt: Option<readonly number[]> = {
  ...listOption({
    name: 'costs-at',
    takes: 'K,K,…',
    help: msg(
      'the cost over the whole training part after K updates, for each K; "costs" is an object from K to ' +
        'the cost in full precision, null where training ended before K',
    ),
  }),
  read: iterations,
};

export const threadsOption = singleOption(
  {
    name: 'threads',
    takes: 'N',
    help: msg(
      'threads for a large network, used only while they are faster than one; the numbers are the same to ' +
        'the last bit; 0 (half of the processor’s, at least two) unless told',
    ),
  },
  threadsOf,
);

const { targets, set, ...common } = networkOptions;

export const trainOptions = {
  ...{ targets, set, costsAt },
  predictions: fileOption({
    name: 'predictions',
    takes: 'OUT.csv',
    help: msg('one line an example: its line in FILE, target, prediction, class probabilities, part'),
  }),
  save: fileOption(
    {
      name: 'save',
      takes: 'OUT',
      help: msg('the trained network as OUT.safetensors, with everything that is needed to use it'),
    },
    requireModelName,
  ),
  withOptimizer: switchOption('with-optimizer', msg('--save also writes what the training needs to go on bit for bit')),
  weights: fileOption(
    {
      name: 'weights',
      takes: 'OUT',
      help: msg('the final W and b, to OUT.json (lists) or OUT.npz (NumPy); - prints them, with --json as "weights"'),
    },
    requireWeightsFile,
  ),
  record: fileOption({
    name: 'record',
    takes: 'DIR',
    help: msg('the run as a record in the folder DIR, from before its first step on: see the commands "runs"'),
  }),
  threads: threadsOption,
  ...common,
};

function iterations(lists: readonly string[]): number[] {
  const steps = lists.flatMap((list) => list.split(',')).map((text) => iteration(text.trim()));
  return [...new Set(steps)].sort((a, b) => a - b);
}

function iteration(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw usageError(localize('{0} takes iterations such as 0,1000,2000; "{1}" is not one.', '--costs-at', text));
}

function threadsOf(text = '0'): number {
  if (/^\d$/.test(text) && Number(text) <= maxThreads) return Number(text);
  throw usageError(localize('{0} takes a number up to {1}; "{2}" is not one.', '--threads', maxThreads, text));
}
