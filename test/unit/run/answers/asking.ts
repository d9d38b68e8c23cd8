/** A run on one of the samples, and a way to ask it as a view would. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { type NetworkConfig, networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import type { Answer, Query, QueryKind } from '../../../../src/protocol/query.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { type BuiltRun, buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { describeRun, type RunNames } from '../../../../src/run/frames/describeRun.ts';
import { answerQuery } from '../../../../src/run/answers/inspector.ts';
import { ParameterSnapshot } from '../../../../src/run/inspect/parameterSnapshot.ts';
import type { QueryContext, Work } from '../../../../src/run/inspect/queryContext.ts';
import { fileSource } from '../../../../src/platform/node/openSource.ts';
import { Runner } from '../../../../src/run/loop/runner.ts';
import { ManualPlatform } from '../manualPlatform.ts';

/** A configuration of samples/ with some of its parts changed. */
export function sample(
  name: string,
  change: { readonly [P in 'data' | 'network' | 'training']?: Partial<NetworkConfig[P]> } = {},
): NetworkConfig {
  const { config } = configDocument(readFileSync(`samples/${name}.nnconfig`, 'utf8'));
  assert.ok(config);
  return networkConfigSchema.parse({
    ...config,
    data: { ...config.data, ...change.data },
    network: { ...config.network, ...change.network },
    training: { ...config.training, ...change.training },
  });
}

export interface Asking {
  readonly run: BuiltRun;
  readonly runner: Runner;
  readonly platform: ManualPlatform;
  readonly scene: () => QueryContext;
  readonly ask: <K extends QueryKind>(query: Query<K>) => Promise<Answer<K>>;
  /** Trains so many steps. */
  readonly train: (steps: number) => void;
}

/** @param names beyond those that every run has */
export async function asking(
  config: NetworkConfig,
  work: Partial<Work> = {},
  names: Pick<RunNames, 'keptLayers'> = {},
): Promise<Asking> {
  const table = await readTable(fileSource(`samples/${config.data.file}`));
  const run = buildTrainer(config, table);
  const described = describeRun(
    { runId: 'run-1', build: 1, title: 'a.nnconfig', dataFile: config.data.file, ...names },
    config,
    table,
    run,
  );
  const platform = new ManualPlatform(0.25);
  const runner = new Runner(platform, run, described);
  const scene = (): QueryContext => ({
    ...{ spec: run.spec, dataset: run.dataset, table, description: runner.description, shown: described.shown, runner },
    moment: ParameterSnapshot.of(runner.time.seen, runner.time.isLive),
  });
  const ask = <K extends QueryKind>(query: Query<K>): Promise<Answer<K>> =>
    answerQuery(query as Query, scene(), {
      yieldNow: async () => undefined,
      now: () => performance.now(),
      ...work,
    }) as Promise<unknown> as Promise<Answer<K>>;
  const train = (steps: number): void => {
    void runner.advance(steps);
    platform.slices();
  };
  return { run, runner, platform, scene, ask, train };
}
