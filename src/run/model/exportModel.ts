/** A model as the files of an export, with rows of a table that prove it. */
import type { ExportName } from '../../export/base/names.ts';
import { exportTargets } from '../../export/targets.ts';
import { plainReading, type WrittenFile } from '../../export/base/target.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import { type CheckedTable, checkRows, madeUpRows } from './checkRows.ts';
import type { TableRequest } from './survey.ts';

export interface ExportRequest {
  readonly model: ModelFile;
  readonly to: ExportName;
  /** Of the files: "penguins". */
  readonly stem: string;
  /** `null` where no table is there. */
  readonly table: ExportTable | null;
}

export interface ExportTable {
  readonly source: TableRequest['source'];
  readonly name: string;
  /** Nobody named it: where the network cannot read it, it is another one of the same name. */
  readonly isFound: boolean;
}

export interface ExportedFiles {
  readonly files: readonly WrittenFile[];
  /** Rows that the export can be checked with. */
  readonly rows: number;
  /** Whose rows they are; `null`: made up. */
  readonly table: string | null;
  /** Columns that the export wants as numbers of the caller. */
  readonly numberInputs: readonly string[];
}

/** @throws DataError, PredictError where the network cannot be applied to the table */
export async function exportModel({ model, to, stem, table }: ExportRequest): Promise<ExportedFiles> {
  const checked = (table && (await checkedBy(model, table))) ?? madeUp(model);
  const exported = { model, stem, ...checked };
  const target = exportTargets[to];
  const numberInputs = target.numberInputs?.(exported) ?? [];
  const { check } = checked;
  return { files: target.write(exported), rows: check.cells.length, table: check.table, numberInputs };
}

function madeUp(model: ModelFile): CheckedTable {
  const reading = readingOf(model);
  return { check: madeUpRows(model, reading.decimalComma), reading };
}

async function checkedBy(model: ModelFile, { source, name, isFound }: ExportTable): Promise<CheckedTable | null> {
  try {
    return await checkRows(model, source, name);
  } catch (error) {
    if (isFound) return null;
    throw error;
  }
}

/** What the configuration says of the table; the rest as tables usually are. */
function readingOf({ config: { data } }: ModelFile): typeof plainReading {
  return {
    ...plainReading,
    ...(data.delimiter === undefined ? {} : { delimiter: data.delimiter }),
    ...(data.quote === undefined ? {} : { quote: data.quote }),
    ...(data.comment === undefined ? {} : { comment: data.comment }),
    decimalComma: data.decimal === ',',
    linesAbove: data.skipLines ?? 0,
  };
}
