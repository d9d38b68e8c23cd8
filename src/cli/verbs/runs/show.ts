/** `runs show RUN`: all that is recorded of a run. */
import { localize, msg } from '../../../config/wording/localize.ts';
import { recordStateText } from '../../../config/wording/recordTexts.ts';
import { jsonNotice } from '../../../config/wording/notice.ts';
import { byColumn, columnsOf } from '../../../record/curve.ts';
import type { RunRecord } from '../../../record/runRecord.ts';
import { type ExitCode, type ValuesOf, verb } from '../../command/verb.ts';
import { findRun } from '../../records/findRun.ts';
import { recordsIn } from '../../records/recording.ts';
import { runRow, runRowFields } from '../../records/runReport.ts';
import { toFailure } from '../../terminal/failure.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { numberText, tableText } from '../../terminal/text.ts';
import { folderOf, runOperand, runsOptions } from './runOptions.ts';

export const showRun = verb({
  name: 'runs show',
  operands: runOperand,
  options: runsOptions,
  help: msg('all that is recorded of a run, with its curve'),
  json: [
    ...runRowFields,
    ...[
      'note',
      'ended',
      'product',
      'engine',
      'precision',
      'threads',
      'seeds',
      'tableFile',
      'start',
      'config',
      'changes',
    ],
    ...['costs', 'stopReason', 'outcome', 'figures', 'curve', 'checkpoints'],
  ],
  run: show,
});

async function show(
  { run, dir, json }: ValuesOf<typeof runOperand, typeof runsOptions>,
  terminal: Terminal,
): Promise<ExitCode> {
  const folder = folderOf(dir);
  const store = recordsIn(folder);
  const record = await findRun(store, folder, run);
  const rows = await store.curve(record).catch((error: unknown) => {
    throw toFailure(error, `${folder}/${record.id}`);
  });
  const columns = columnsOf(rows);
  const curve = byColumn((name) => columns[name].map((value) => (Number.isFinite(value) ? value : null)));
  if (json) terminal.json({ ...runRow(record), ...detailsOf(record), curve, checkpoints: checkpointsOf(record) });
  else terminal.out(textOf(record));
  return 0;
}

function detailsOf(record: RunRecord) {
  const { note, ended, product, engine, precision, threads, seeds, table, start, config, changes } = record;
  const { costsAt, stopReason, outcome, figures } = record;
  return {
    ...{ note, ended, product, engine, precision, threads, seeds, tableFile: table, start, config, changes },
    costs: Object.keys(costsAt).length > 0 ? costsAt : null,
    stopReason,
    outcome: outcome && jsonNotice(outcome),
    figures,
  };
}

function checkpointsOf({ checkpoints }: RunRecord) {
  return checkpoints.map(({ file, step, weightsSha256 }) => ({ file, step, weightsSha256 }));
}

function textOf(record: RunRecord): string {
  const { id, name, note, state, file, table, step, epochs, figures, seconds, started, product, engine } = record;
  const rows = [
    [localize('run'), name === null ? id : `${id} ${name}`],
    ...(note === '' ? [] : [[localize('note'), note]]),
    [localize('state'), recordStateText(state)],
    [localize('file'), file],
    [localize('table'), `${table.name} (${table.sha256.slice(0, 12)}…)`],
    [localize('started'), started],
    [localize('seconds'), numberText(Number(seconds.toFixed(1)))],
    [localize('steps'), numberText(step)],
    [localize('epochs'), numberText(epochs)],
    ...Object.entries(figures).flatMap(([key, value]) => (value === null ? [] : [[key, numberText(value)]])),
    [localize('engine'), `${engine}, ${record.precision}`],
    [localize('version'), product],
    ...(record.parent ? [[localize('parent'), `${record.parent.run}, ${record.parent.step}`]] : []),
    [localize('weights SHA-256'), record.weightsSha256 ?? '–'],
  ];
  return tableText(rows);
}
