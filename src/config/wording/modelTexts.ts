/** The words for what may be wrong with a model file, and for what reading one says. */
import type { NoticeText } from './noticeTexts.ts';

export const modelTexts = {
  'model.tooShort': 'This is no safetensors file: it has {0} bytes, and the length of its header alone needs 8.',
  'model.headerLength':
    'This is no safetensors file, or it is cut off: its header would be {0} bytes long, and {1} bytes are there.',
  'model.headerSize': 'The header of the file is {0} bytes long. More than {1} are not read.',
  'model.manyColumns':
    'The network reads {0} columns: a file of it would have a header of {1} bytes, and more than {2} are not read. ' +
    'Choose fewer columns with "data.features", or train without saving.',
  'model.weights': 'The weights of the file are {0} numbers. More than {1} are not read.',
  'model.headerText': 'The header of the file is no JSON object in UTF-8.',
  'model.headerDepth': 'The header of the file is nested more than {1} deep at byte {0}.',
  'model.headerObject': 'Header, {0}: expected an object.',
  'model.headerString': 'Header, {0}: expected a text.',
  'model.dtype': 'Tensor {0}: its type {1} is none of those that safetensors knows.',
  'model.shape': 'Tensor {0}: expected a shape of whole numbers, at most 16 of them.',
  'model.offsets': 'Tensor {0}: its data_offsets are not two ascending whole numbers.',
  'model.byteLength': 'Tensor {0}: its shape needs {1} bytes, its data_offsets hold {2}.',
  'model.overlap': 'Tensor {0}: expected its numbers at byte {1}, found them at byte {2}: they overlap or leave a gap.',
  'model.cutOff': 'The file is damaged: its tensors end at byte {0}, the file at byte {1}.',
  'model.nonFinite': 'Tensor {0}: number {1} is not finite.',
  'model.notFinite': 'The weights are not finite numbers any more, so that there is nothing to save.',
  'model.noBest': 'There are no best weights: without a validation part no epoch is known to be the best.',
  'model.npzSize': 'The arrays of the archive are {0} bytes. More than {1} are not unpacked.',
  'model.npz': 'This is no .npz archive of NumPy, or it is damaged.',
  'model.foreign':
    'This file was not saved by Neural Network Explorer: its tensors can be looked at and be started from, but not be applied to a table.',
  'model.newer':
    'This file has the format "{0}", and this version reads up to "{1}": update Neural Network Explorer to open it.',
  'model.metadataMissing': 'The file says nothing of its "{0}": it is damaged, or was written by something else.',
  'model.metadata': 'The file\'s "{0}" cannot be used: {1}',
  'model.tensorMissing': 'The file has no tensor {0}, which its network needs.',
  'model.tensorShape': 'Tensor {0}: expected {1}, as the network has it, found {2}.',
  'model.tensorType': 'Tensor {0}: expected F64 or F32, found {1}.',
  'model.weightsDiffer':
    'The weights are not those that were saved: their SHA-256 is {1}, and the file says {0}. It was changed or damaged.',
  'predict.missing': 'The table has no column {0}, which the network reads. It has {1}.',
  'predict.missingNear': 'The table has no column {0}, which the network reads. The nearest names that it has: {1}.',
  'predict.noTarget': 'The table has no column "{0}" with answers. The nearest name that it has: {1}.',
  'predict.targetCount': 'The network predicts {0} columns ({1}), and {2} were named for the answers.',
  'predict.noValues':
    'Column "{0}": {1} of {2} cells have no value that the network can read ({3}). More than half of a column is too much to stand in for.',
  'predict.rowWithoutValue':
    'A value is missing that nothing stands in for: the training left such rows out. Fill in every field.',
  'predict.noRows': 'Nothing could be predicted: the table has no row that the network can read.',
} as const satisfies Readonly<Record<string, NoticeText>>;

export type ModelNoticeCode = keyof typeof modelTexts;
