/** Recorded runs as the commands print them: one object a run, whose field names scripts rely on. */
import { localize } from '../../config/wording/localize.ts';
import { recordStateText } from '../../config/wording/recordTexts.ts';
import type { RunRecord, RunState } from '../../record/runRecord.ts';
import { numberText, tableText } from '../terminal/text.ts';

export interface RunRow {
  readonly id: string;
  readonly name: string | null;
  readonly file: string;
  readonly table: string;
  readonly state: RunState;
  readonly step: number;
  readonly epochs: number;
  readonly cost: number | null;
  readonly validationCost: number | null;
  /** ISO 8601. */
  readonly started: string;
  readonly seconds: number;
  readonly weightsSha256: string | null;
  readonly parent: string | null;
  readonly parentStep: number | null;
  readonly pinned: boolean;
}

export const runRowFields = [
  ...['id', 'name', 'file', 'table', 'state', 'step', 'epochs', 'cost', 'validationCost', 'started', 'seconds'],
  ...['weightsSha256', 'parent', 'parentStep', 'pinned'],
];

export function runRow(record: RunRecord): RunRow {
  const { id, name, file, table, state, step, epochs, figures, started, seconds, weightsSha256, parent } = record;
  return {
    ...{ id, name, file, table: table.name, state, step, epochs },
    ...{ cost: figures.cost, validationCost: figures.validationCost, started, seconds, weightsSha256 },
    ...{ parent: parent?.run ?? null, parentStep: parent?.step ?? null, pinned: record.pinned },
  };
}

/** For people. */
export function runsText(rows: readonly RunRow[]): string {
  const head = [
    localize('run'),
    localize('state'),
    localize('step'),
    localize('cost'),
    localize('validation'),
    localize('seconds'),
    localize('file'),
  ];
  const body = rows.map(({ id, name, state, step, cost, validationCost, seconds, file }) => [
    name === null ? id : `${id} ${name}`,
    recordStateText(state),
    numberText(step),
    numberText(cost),
    numberText(validationCost),
    numberText(Number(seconds.toFixed(1))),
    file,
  ]);
  return tableText([head, ...body], [2, 3, 4, 5]);
}
