/** Recorded runs as the commands print them: one object a run, whose field names scripts rely on. */
import { localize } from '../../config/wording/localize.ts';
import { recordStateText } from '../../config/wording/recordTexts.ts';
import type { RunRecord, RunState } from '../../record/runRecord.ts';
import { edgeText } from '../../record/runText.ts';
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

/** For people; of branches also where they come from. @param records all of a folder */
export function runsText(records: readonly RunRecord[]): string {
  const hasBranches = records.some(({ parent }) => parent !== null);
  const head = [
    localize('run'),
    localize('state'),
    localize('step'),
    localize('cost'),
    localize('validation'),
    localize('seconds'),
    localize('file'),
    ...(hasBranches ? [localize('parent')] : []),
  ];
  const body = records.map((record) => {
    const { id, name, state, step, figures, seconds, file } = record;
    return [
      name === null ? id : `${id} ${name}`,
      recordStateText(state),
      numberText(step),
      numberText(figures.cost),
      numberText(figures.validationCost),
      numberText(Number(seconds.toFixed(1))),
      file,
      ...(hasBranches ? [parentText(record, records)] : []),
    ];
  });
  return tableText([head, ...body], [2, 3, 4, 5]);
}

/** "20261130-163012317-3f9a2c: α 1.2 → 1 at step 4,000" */
function parentText(record: RunRecord, all: readonly RunRecord[]): string {
  if (!record.parent) return '';
  const parent = all.find(({ id }) => id === record.parent?.run) ?? null;
  return `${record.parent.run}: ${edgeText(record, parent, 'en-US')}`;
}
