/** `runs compare RUN…`: what differs in configuration and data, and what came out. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { recordStateText } from '../../../config/wording/recordTexts.ts';
import { differingPaths } from '../../../config/text/difference.ts';
import type { RunRecord } from '../../../record/runRecord.ts';
import { figureNames } from '../../../record/runRecord.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findRun } from '../../records/findRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { runRow } from '../../records/runReport.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { numberText, tableText } from '../../terminal/text.ts';
import { folderOf, requireCount, runsOperand, runsOptions } from './runOptions.ts';

export const compareRuns = verb({
  name: 'runs compare',
  operands: runsOperand,
  options: runsOptions,
  help: msg('what differs between 2 to 20 runs, and what came out of each'),
  json: ['runs', 'differences', 'figures'],
  run: compare,
});

const counts = [2, 20] as const;

async function compare(
  { runs, dir, json }: ValuesOf<typeof runsOperand, typeof runsOptions>,
  terminal: Terminal,
): Promise<ExitCode> {
  requireCount(runs, counts);
  const folder = folderOf(dir);
  const store = recordsIn(folder);
  const records: RunRecord[] = [];
  for (const word of runs) records.push(await findRun(store, folder, word));
  const differences = differencesOf(records);
  const figures = figureNames.flatMap((name) => {
    const values = records.map((record) => record.figures[name]);
    return values.every((value) => value === null) ? [] : [{ name, values }];
  });
  if (json) terminal.json({ runs: records.map(runRow), differences, figures });
  else
    terminal.out(
      tableText([
        ['', ...records.map(({ id }) => id)],
        [localize('state'), ...records.map(({ state }) => recordStateText(state))],
        [localize('steps'), ...records.map(({ step }) => numberText(step))],
        ...differences.map(({ path, values }) => [path, ...values.map(valueText)]),
        ...figures.map(({ name, values }) => [name, ...values.map((value) => numberText(value))]),
      ]),
    );
  return 0;
}

interface RunDifference {
  /** Of the configuration: "training.learningRate"; "table" and "start" are SHA-256. */
  readonly path: string;
  /** One a run; `null` where it has none. */
  readonly values: readonly unknown[];
}

/** Only what is not the same in all of them. */
function differencesOf(records: readonly RunRecord[]): readonly RunDifference[] {
  const configs = records.map(({ config }) => config.used);
  const [first] = configs;
  const paths = configs.flatMap((config) => (first ? differingPaths(first, config) : []));
  const unique = new Map(paths.map((path) => [path.join('.'), path]));
  const facts = records.map(({ table, start, product, engine, precision }) => {
    return { table: table.sha256, start: start?.sha256 ?? null, product, engine, precision };
  });
  return [
    ...[...unique].map(([path, keys]) => ({ path, values: configs.map((config) => valueAt(config, keys)) })),
    ...(['table', 'start', 'product', 'engine', 'precision'] as const).flatMap((path) => {
      const values = facts.map((one) => one[path]);
      return values.every((value) => value === values[0]) ? [] : [{ path, values }];
    }),
  ];
}

function valueAt(config: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], config) ?? null;
}

function valueText(value: unknown): string {
  if (value === null) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
