/** Real messages for the pages: trains a configuration with the worker's own runner and keeps the frames at chosen steps. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseConfig } from '../../src/config/parse.ts';
import { type NetworkConfig, networkConfigSchema } from '../../src/config/schema.ts';
import { readTable } from '../../src/data/readTable.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { Mark, RunDescription, RunStatus } from '../../src/protocol/run.ts';
import type { FromWorker, WorkerStatus } from '../../src/protocol/workerApi.ts';
import { buildTrainer } from '../../src/worker/buildTrainer.ts';
import { describeRun } from '../../src/worker/describeRun.ts';
import { fileSource } from '../../src/worker/openSource.ts';
import { Runner } from '../../src/worker/runner.ts';

export interface Moment {
  readonly status: RunStatus;
  readonly frame: Frame;
}

export interface Recording {
  readonly run: RunDescription;
  readonly moments: readonly Moment[];
}

export interface Wanted {
  readonly title: string;
  /** A configuration as `.nnconfig` has it; `data.file` is relative to `folder`. */
  readonly config: unknown;
  readonly folder: string;
  /** Steps at which a frame is kept, ascending. */
  readonly steps: readonly number[];
  /** Learning rates set on the way, after so many steps. */
  readonly rates?: Readonly<Record<number, number>>;
}

export async function record(wanted: Wanted): Promise<Recording> {
  const config = networkConfigSchema.parse(wanted.config);
  const path = resolve(wanted.folder, config.data.file);
  const table = await readTable(fileSource(path), {});
  const built = buildTrainer(config, table);
  const names = { runId: wanted.title, title: wanted.title, dataFile: config.data.file };
  let frame: Frame | null = null;
  let status: WorkerStatus | null = null;
  const post = (message: FromWorker): void => {
    if (message.type === 'frame') {
      frame = { ...message.frame, numbers: message.frame.numbers.slice() };
      const { buffer } = message.frame.numbers;
      setImmediate(() => runner.credit(buffer as ArrayBuffer));
    }
    if (message.type === 'status') status = message.status;
  };
  const runner: Runner = new Runner(
    { now: () => performance.now(), defer: (callback) => void setImmediate(callback), post },
    built,
    describeRun(names, config, table, built),
  );
  const marks: Mark[] = [];
  const moments: Moment[] = [];
  runner.announce();
  for (const step of wanted.steps) {
    for (const [at, learningRate] of Object.entries(wanted.rates ?? {}).sort((a, b) => Number(a[0]) - Number(b[0]))) {
      if (Number(at) < built.trainer.step || Number(at) >= step) continue;
      if (Number(at) > built.trainer.step) await runner.advance(Number(at) - built.trainer.step);
      const { mark } = runner.apply({ learningRate });
      if (mark) marks.push(mark);
    }
    if (step > built.trainer.step) await runner.advance(step - built.trainer.step);
    runner.watch(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
    runner.watch(false);
    const kept = frame as Frame | null;
    const now = status as WorkerStatus | null;
    if (kept && now)
      moments.push({
        frame: { ...kept, frame: moments.length + 1 },
        status: { ...now, pending: {}, marks: [...marks], notice: '', progress: null },
      });
  }
  const { description } = runner;
  runner.dispose();
  return { run: description, moments };
}

/** The configuration in a `.nnconfig` file, before defaults are filled in. */
export function readConfig(path: string): { readonly config: NetworkConfig; readonly folder: string } {
  const { config, problems } = parseConfig(readFileSync(path, 'utf8'));
  if (!config) throw new Error(`${path}: ${problems[0]?.message ?? 'not a configuration'}`);
  return { config, folder: dirname(path) };
}
