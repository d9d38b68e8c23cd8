/** `runs compare RUN…`: what differs in configuration and data, and what came out. */
import { localize, msg } from '../../../config/wording/localize.ts';
import type { RunRecord } from '../../../record/runRecord.ts';
import { figureNames } from '../../../record/runRecord.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findRun } from '../../records/findRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { runRow, stateText } from '../../records/runReport.ts';
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
  const store = await recordsIn(folder);
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
        [localize('state'), ...records.map(({ state }) => stateText(state))],
        [localize('steps'), ...records.map(({ step }) => numberText(step))],
        ...differences.map(({ path, values }) => [path, ...values.map(valueText)]),
        ...figures.map(({ name, values }) => [name, ...values.map((value) => numberText(value))]),
      ]),
    );
  return 0;
}

interface RunDifference {
  /** Of the configuration: "training.learningRate"; "table" is its SHA-256. */
  readonly path: string;
  /** One a run; `null` where it has none. */
  readonly values: readonly unknown[];
}

/** Only what is not the same in all of them. */
function differencesOf(records: readonly RunRecord[]): readonly RunDifference[] {
  const leaves = records.map((record) => {
    const { table, product, engine, precision, config } = record;
    return new Map([
      ...leavesOf(config.used, ''),
      ...Object.entries({ table: table.sha256, product, engine, precision }),
    ]);
  });
  const paths = [...new Set(leaves.flatMap((one) => [...one.keys()]))];
  return paths.flatMap((path) => {
    const values = leaves.map((one) => one.get(path) ?? null);
    const isSame = values.every((value) => JSON.stringify(value) === JSON.stringify(values[0]));
    return isSame ? [] : [{ path, values }];
  });
}

function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path === '' ? key : `${path}.${key}`));
}

function valueText(value: unknown): string {
  if (value === null) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
