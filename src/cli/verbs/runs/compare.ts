/** `runs compare RUN…`: what differs in configuration and data, what came out, and how far weights and predictions are apart. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { identityOrders, reordered } from '../../../core/analysis/matchUnits.ts';
import { createParameters } from '../../../core/network/arena.ts';
import type { Table } from '../../../data/columns/table.ts';
import { tableOptionsOf } from '../../../data/read/readOptions.ts';
import { weightsSha256 } from '../../../platform/node/fingerprint.ts';
import { tableOfRun } from '../../../platform/node/records/tableOfRun.ts';
import type { WeightComparison } from '../../../protocol/compare/runsComparison.ts';
import { comparedRuns, compareRuns as compareRecords, type RunToCompare } from '../../../run/compare/compareRuns.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { loadTable } from '../../input/table.ts';
import { findRun } from '../../records/findRun.ts';
import { requireTable } from '../../records/rebuildRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { runRow } from '../../records/runReport.ts';
import { comparisonText } from '../../report/compareReport.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { dataOption, folderOf, requireCount, runsOperand, runsOptions } from './runOptions.ts';

const options = { data: dataOption, ...runsOptions };

export const compareRuns = verb({
  name: 'runs compare',
  operands: runsOperand,
  options,
  help: msg(
    'what differs between 2 to 20 runs, what came out of each, and how far their weights and predictions are apart',
  ),
  json: ['runs', 'differences', 'figures', 'weights', 'confusions', 'predictions'],
  run: compare,
});

async function compare(
  { runs, dir, data, json }: ValuesOf<typeof runsOperand, typeof options>,
  terminal: Terminal,
): Promise<ExitCode> {
  requireCount(runs, comparedRuns);
  const folder = folderOf(dir);
  const store = recordsIn(folder);
  const compared: RunToCompare[] = [];
  for (const word of runs) compared.push({ store, record: await findRun(store, folder, word) });
  const found = await compareRecords(compared, {
    fingerprint: weightsSha256,
    tableOf: tableReader(folder, data, terminal),
    yieldNow: () => Promise.resolve(),
    maxRows: Number.POSITIVE_INFINITY,
  });
  const records = compared.map(({ record }) => record);
  if (json) terminal.json({ runs: records.map(runRow), ...found, weights: weightsJson(found.weights) });
  else {
    terminal.out(comparisonText(records, found));
    if (!found.predictions) terminal.err(noPredictions());
  }
  return 0;
}

function noPredictions(): string {
  return `${localize('Their predictions are not compared: that takes one table for all of them, unchanged or named with --data.')}\n`;
}

/** Each table is read once for all runs that read it alike. */
function tableReader(
  folder: string,
  data: string | null,
  terminal: Terminal,
): (run: RunToCompare) => Promise<Table | null> {
  const read = new Map<string, Promise<Table>>();
  return async ({ store, record }) => {
    const path =
      data === null ? await tableOfRun(folder, record) : (await requireTable({ store, folder, record }, data)).path;
    if (path === null) return null;
    const { data: how } = record.config.used;
    const key = JSON.stringify([path, tableOptionsOf(how)]);
    const table = read.get(key) ?? loadTable(path, record.table.name, how, terminal).then((loaded) => loaded.table);
    read.set(key, table);
    return table;
  };
}

/** Figures of all pairs; of each run against the first what the units of the first are, and the differences that are left. */
function weightsJson(weights: WeightComparison | null): unknown {
  if (!weights) return null;
  const { spec, left, asTheyStand, parameters, orders } = weights;
  const at = parameters.findIndex((one) => one !== null);
  const first = parameters[at];
  const matches = parameters.map((own, k) => {
    const found = k === at ? identityOrders(spec) : orders[at]?.[k];
    if (!own || !first || !found) return null;
    const matched = reordered(spec, createParameters(spec, own), found);
    const layers = found.slice(1, -1).map(({ units, signs }) => ({ units: [...units], signs: [...signs] }));
    return { layers, difference: Array.from(matched, (value, i) => value - (first[i] ?? Number.NaN)) };
  });
  return { left, asTheyStand, matches };
}
