/** What a model says of one row of values, in the cells that `predict` writes. */
import type { RawValue } from '../../data/columns/cellOfTable.ts';
import { valueCells } from '../../data/dataset/steps/cells.ts';
import { encodeRows } from '../../data/dataset/steps/pipeline.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import type { TriedRow } from '../../protocol/modelApi.ts';
import { answerNames, classCells, numberCells } from './answerCells.ts';
import { ModelForward } from './modelForward.ts';
import { PredictError } from './predictError.ts';

/** @param values by column; what is not there is missing. @throws PredictError where a value is missing that nothing stands in for */
export function tryRow(model: ModelFile, values: ReadonlyMap<string, RawValue>): TriedRow {
  const { pipeline } = model;
  const X = encodeRows(
    pipeline,
    valueCells((column) => values.get(column)),
  );
  if (!X.every(Number.isFinite)) throw new PredictError('predict.rowWithoutValue');
  const forward = new ModelForward(model);
  try {
    const output = [...forward.outputs(X, 1).A];
    const cells = pipeline.task === 'regression' ? numberCells : classCells;
    return { header: answerNames(pipeline, false), cells: cells(pipeline, output, null) };
  } finally {
    forward.dispose();
  }
}
