/** "rows": a page of the data table with what the network says of each row. */
import type { DataRow, RowsAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { Part } from '../../protocol/subjects.ts';
import { type Predictions, predictionsOf } from '../inspect/predictions.ts';
import { rawColumns, rawRow } from '../inspect/rawCells.ts';
import { examplesOf, type QueryContext, type Work } from '../inspect/queryContext.ts';
import { outputCount, writeOutput } from '../inspect/prediction.ts';

type RowsQuery = QueryMap['rows'];

interface Entry {
  readonly part: Part;
  readonly index: number;
  readonly line: number;
  readonly loss: number;
  readonly of: Predictions;
}

export async function rows(query: RowsQuery, scene: QueryContext, work: Work): Promise<RowsAnswer> {
  const parts: Part[] = query.part === 'all' ? partsOf(scene.dataset) : [query.part];
  const entries: Entry[] = [];
  for (const part of parts) {
    const of = await predictionsOf(scene, part, work);
    const { lines } = examplesOf(scene, part);
    for (let index = 0; index < of.m; index++) {
      if (passes(query, of, index)) entries.push({ part, index, line: lines[index]!, loss: of.loss[index]!, of });
    }
  }
  entries.sort(orderOf(query));
  return pageOf(query, scene, entries);
}

function partsOf({ validation, test }: QueryContext['dataset']): Part[] {
  return ['train', ...(validation ? (['validation'] as const) : []), ...(test ? (['test'] as const) : [])];
}

function passes({ wrongOnly, truth, predicted }: RowsQuery, of: Predictions, i: number): boolean {
  if (wrongOnly && of.truth[i]! >= 0 && of.predicted[i] === of.truth[i]) return false;
  return (truth === null || of.truth[i] === truth) && (predicted === null || of.predicted[i] === predicted);
}

/** A loss that is no number counts as the largest; equal ones stand in the order of the file. */
function orderOf({ sort, descending }: RowsQuery): (a: Entry, b: Entry) => number {
  const sign = descending ? -1 : 1;
  if (sort === 'line') return (a, b) => sign * (a.line - b.line);
  const size = ({ loss }: Entry) => (Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss);
  return (a, b) => {
    if (size(a) === size(b)) return a.line - b.line;
    return size(a) < size(b) ? -sign : sign;
  };
}

function pageOf({ from, count }: RowsQuery, scene: QueryContext, entries: readonly Entry[]): RowsAnswer {
  const page = entries.slice(from, from + count);
  const outputs = outputCount(scene);
  const output = new Float64Array(page.length * outputs);
  page.forEach(({ of, index }, i) => writeOutput(scene, of.A, of.m, index, output, i * outputs));
  return {
    total: entries.length,
    from,
    columns: rawColumns(scene).map(({ name }) => name),
    rows: page.map((entry) => rowOf(scene, entry)),
    output,
    outputs,
    loss: Float64Array.from(page, ({ loss }) => loss),
  };
}

function rowOf(scene: QueryContext, { part, index, line, of }: Entry): DataRow {
  const [predicted, truth] = [of.predicted[index]!, of.truth[index]!];
  const isClass = truth >= 0;
  return {
    ...{ part, index, line },
    values: rawRow(scene, line),
    predicted: isClass ? predicted : null,
    truth: isClass ? truth : null,
    right: isClass ? predicted === truth : null,
  };
}
