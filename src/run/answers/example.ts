/** "example" and "whatIf": one example's way through the network, as it is or with some of its values changed. */
import type { RunNoticeCode } from '../../config/wording/runTexts.ts';
import { type Notice, notice } from '../../core/notice.ts';
import { type RawValue, rawValue, rowOfLine } from '../../data/columns/cellOfTable.ts';
import { valueProblem } from '../../data/dataset/inputColumns.ts';
import { valueCells } from '../../data/dataset/steps/cells.ts';
import { rewriteInputs } from '../../data/dataset/steps/rewrite.ts';
import type { ExampleAnswer, WhatIfAnswer } from '../../protocol/answers.ts';
import type { QueryMap } from '../../protocol/query.ts';
import type { Part } from '../../protocol/subjects.ts';
import { pick } from '../inspect/parameterSnapshot.ts';
import { inputColumnsOf, rawCells } from '../inspect/rawCells.ts';
import { examplesOf, requireExample, type QueryContext } from '../inspect/queryContext.ts';
import { predictionOf } from '../inspect/prediction.ts';

export function example({ part, index }: QueryMap['example'], scene: QueryContext): ExampleAnswer {
  return wayOf(scene, part, index, null);
}

export function whatIf({ part, index, changes }: QueryMap['whatIf'], scene: QueryContext): WhatIfAnswer {
  const before = wayOf(scene, part, index, null);
  const x = before.x.slice();
  const problems: Notice[] = [];
  const unknown = new Set(Object.keys(changes));
  const inputs = inputColumnsOf(scene);
  for (const input of inputs) {
    const { name } = input.column;
    const problem = unknown.delete(name) ? valueProblem(input, changes[name] ?? null) : null;
    if (problem) problems.push(problem);
  }
  const row = rowOfLine(scene.table, before.line);
  const columns = new Map(inputs.map(({ column }) => [column.name, column]));
  const cellOf = (name: string): RawValue => {
    const column = columns.get(name);
    return Object.hasOwn(changes, name) || !column ? (changes[name] ?? null) : rawValue(column, row);
  };
  rewriteInputs(scene.dataset.pipeline, new Set(Object.keys(changes)), valueCells(cellOf), x);
  for (const name of unknown) problems.push(notice('query.noInput' satisfies RunNoticeCode, name));
  return {
    ...wayOf(scene, part, index, { x, values: changes }),
    before: { x: before.x, verdict: before.verdict },
    problems,
  };
}

interface Change {
  readonly x: Float64Array;
  readonly values: Readonly<Record<string, RawValue>>;
}

function wayOf(scene: QueryContext, part: Part, index: number, change: Change | null): ExampleAnswer {
  const { examples, lines } = examplesOf(scene, part);
  requireExample(examples, index, part);
  const own = pick(scene.spec, examples, Uint32Array.of(index));
  const X = change?.x ?? own.X;
  const { Z, A, dZ } = scene.moment.backward({ X, Y: own.Y, m: 1 });
  const last = scene.spec.layers.length;
  const line = lines[index]!;
  return {
    ...{ part, index, line },
    cells: rawCells(scene, line, change?.values),
    x: X,
    y: own.Y,
    z: Z,
    a: A,
    dz: [...dZ],
    verdict: predictionOf(scene, Z[last]!, A[last]!, own.Y),
  };
}
