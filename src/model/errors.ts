/** What is wrong with a model file, as data: the words are in `config/wording`. */

export const modelFileFaults = [
  'tooShort',
  'headerLength',
  'headerText',
  'headerDepth',
  'headerShape',
  'tensorName',
  'tensorDtype',
  'tensorShape',
  'tensorOffsets',
  'tensorOverlap',
  'tensorMissing',
  'tensorNonFinite',
  'metadataMissing',
  'metadataInvalid',
  'newerFormat',
  'foreign',
  'configInvalid',
  'pipelineInvalid',
  'shapesDiffer',
] as const;
export type ModelFileFault = (typeof modelFileFaults)[number];

/** A file that cannot be used as a model. Nothing of it was used. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly code: ModelFileFault;
  /** What stands in the sentence: the place first, then expected and found. */
  readonly values: readonly (string | number)[];

  constructor(code: ModelFileFault, ...values: readonly (string | number)[]) {
    super(`${code}: ${values.join(', ')}`);
    this.code = code;
    this.values = values;
  }
}
