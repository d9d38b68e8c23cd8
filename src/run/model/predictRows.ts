/** The second look at a table: what the network says of every row, as lines of text, and how good it is where answers are there. */
import { blockLength } from '../../core/evaluation/evaluator.ts';
import { encodeRows } from '../../data/dataset/steps/pipeline.ts';
import { inputSteps, type TargetEncoding } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep, type ReadStep } from '../../data/dataset/steps/step.ts';
import { type RowBlock, rowBlocks } from '../../data/read/rowBlocks.ts';
import type { ModelFile } from '../../model/modelFile.ts';
import type { AnswerFigures } from '../../core/evaluation/answerFigures.ts';
import { AnswerMetrics } from './answerMetrics.ts';
import { truthText } from './answerTally.ts';
import { answerNames, classCells, columnOf, numberCells } from './answerCells.ts';
import { type BlockAnswers, answersOf, answerTargets, noAnswer, readStepOf } from './blockAnswers.ts';
import { BlockReader, readingsFor, unseen } from './blockCells.ts';
import { ModelForward } from './modelForward.ts';
import { PlainLines, textBytes } from './plainLines.ts';
import type { RowWriter } from './rowWriter.ts';
import { readStepsOf, type Survey, type TableRequest } from './survey.ts';

/** What came of it; complete once the last line was taken. */
export interface Predicted {
  predicted: number;
  /** Rows without a value, left out as in training. */
  skipped: number;
  /** `null` without answers. */
  metrics: AnswerFigures | null;
}

/** Rows of one forward pass, at most: the memory that layers need stays small. */
const maxRows = 2048;
/** Bytes of lines that are worth being written. */
const pieceBytes = 1 << 19;
const nothing = new Uint8Array(0);

/**
 * @param into what came of it is written there
 * @returns pieces of text, the first with the names of the columns; of a plain writer they are UTF-8 already, each good until the next is
 * asked for, and empty ones until there is enough to write
 */
export async function* predictRows(
  { model, source }: Pick<TableRequest, 'model' | 'source'>,
  survey: Survey,
  writer: RowWriter,
  into: Predicted,
): AsyncGenerator<string | Uint8Array> {
  const { layout, options, matched, rules, blocks } = survey;
  const readAs = readingsFor(readStepsOf(model, matched), rules.indexOf, layout.plans.length);
  const pass = new RowPass(model, survey, writer);
  try {
    yield writer.header(layout, ['line', ...answerNames(model.pipeline, matched.hasAnswers)]);
    const reading = { layout, readAs, log: null, withRanges: writer.needsRanges };
    for await (const block of blocks ? keptBlocks(blocks, survey, source) : rowBlocks(source, options, reading))
      for (let from = 0; from < block.rows; from += pass.chunk) yield pass.lines(block, from);
    yield pass.rest();
  } finally {
    pass.dispose();
  }
  Object.assign(into, pass.result);
}

/** Blocks of the first look; how far they are is told in bytes of the table, as where it is read again. */
function* keptBlocks(
  blocks: readonly RowBlock[],
  { rows, options }: Survey,
  { byteLength }: TableRequest['source'],
): Generator<RowBlock> {
  let done = 0;
  for (const block of blocks) {
    yield block;
    done += block.rows;
    options.onProgress?.((done / Math.max(1, rows)) * (byteLength ?? 1));
  }
}

/** Some rows of a block. */
interface Part {
  readonly block: RowBlock;
  readonly from: number;
  readonly rows: number;
}

class RowPass {
  /** Rows at a time. */
  readonly chunk: number;
  readonly #model: ModelFile;
  readonly #reader: BlockReader;
  readonly #forward: ModelForward;
  readonly #X: Float64Array;
  readonly #writer: RowWriter;
  /** Instead of the writer where there is a quicker way to the same lines. */
  readonly #plain: PlainLines | null;
  readonly #metrics: AnswerMetrics | null;
  readonly #targets: readonly TargetEncoding[];
  /** Columns that a row must have a value in; none unless such rows are left out. */
  readonly #required: readonly ReadStep[];
  #predicted = 0;
  #skipped = 0;

  constructor(model: ModelFile, { rules, matched, means }: Survey, writer: RowWriter) {
    const { spec, pipeline, config } = model;
    this.#model = model;
    this.#writer = writer;
    this.#plain = writer.isPlain ? new PlainLines(pipeline) : null;
    this.#reader = new BlockReader(rules);
    this.#forward = new ModelForward(model);
    this.#metrics = matched.hasAnswers ? new AnswerMetrics(spec, pipeline, means) : null;
    this.#targets = matched.hasAnswers ? answerTargets(pipeline) : [];
    this.#required = config.data.missing === 'drop' ? inputSteps(pipeline).filter(isReadStep) : [];
    this.chunk = Math.min(maxRows, blockLength(spec));
    this.#X = new Float64Array(spec.inputs * this.chunk);
  }

  get result(): Predicted {
    return { predicted: this.#predicted, skipped: this.#skipped, metrics: this.#metrics?.figures() ?? null };
  }

  dispose(): void {
    this.#forward.dispose();
  }

  lines(block: RowBlock, from: number): string | Uint8Array {
    const { pipeline } = this.#model;
    const rows = Math.min(this.chunk, block.rows - from);
    const X = encodeRows(pipeline, this.#reader.cells(block, from, rows), this.#X);
    const { Z, A } = this.#forward.outputs(X, rows);
    const part = { block, from, rows };
    const answers = this.#metrics && answersOf(this.#targets, pipeline, this.#reader, part);
    const isLeftOut = this.#leftOut(part);
    if (answers) this.#metrics?.add({ ...answers, Z, A, rows }, (i) => isLeftOut?.[i] !== 1);
    let text = '';
    for (let i = 0; i < rows; i++) {
      if (isLeftOut?.[i] === 1) {
        this.#skipped++;
        continue;
      }
      this.#predicted++;
      if (this.#plain) this.#plainLine(this.#plain, A, answers, part, i);
      else text += this.#line(A, answers, part, i);
    }
    if (!this.#plain) return text;
    return this.#plain.length < pieceBytes ? nothing : this.#plain.take();
  }

  /** What was kept back of them. */
  rest(): Uint8Array {
    return this.#plain?.take() ?? nothing;
  }

  #plainLine(plain: PlainLines, A: Float64Array, answers: BlockAnswers | null, part: Part, i: number): void {
    const { block, from, rows } = part;
    const line = block.lineOfRow[from + i]!;
    if (this.#model.pipeline.task === 'regression') plain.ofNumbers(line, A, i, rows, answers ? answers.Y : null);
    else plain.ofClasses(line, A, i, rows, answers && this.#truth(plain, answers.codes[i]!, part, i));
  }

  #truth({ names }: PlainLines, code: number, { block, from }: Part, i: number): Uint8Array {
    if (code !== unseen) return names[code] ?? textBytes('');
    return textBytes(truthText(readStepOf(this.#targets[0]!), this.#reader, block, from + i));
  }

  #line(A: Float64Array, answers: BlockAnswers | null, part: Part, i: number): string {
    const cells = this.#cells(columnOf(A, i, part.rows), answers, part, i);
    const { block, from } = part;
    return this.#writer.row(block, from + i, [String(block.lineOfRow[from + i]), ...cells]);
  }

  #cells(output: readonly number[], answers: BlockAnswers | null, { block, from, rows }: Part, i: number): string[] {
    const { pipeline } = this.#model;
    if (pipeline.task === 'regression') return numberCells(pipeline, output, answers && columnOf(answers.Y, i, rows));
    if (!answers) return classCells(pipeline, output, null);
    const code = answers.codes[i]!;
    if (code === noAnswer) return classCells(pipeline, output, '');
    if (code !== unseen) return classCells(pipeline, output, pipeline.classes[code] ?? '');
    return classCells(pipeline, output, truthText(readStepOf(this.#targets[0]!), this.#reader, block, from + i));
  }

  #leftOut({ block, from, rows }: Part): Uint8Array | null {
    if (this.#required.length === 0) return null;
    const isLeftOut = new Uint8Array(rows);
    const values = new Float64Array(rows);
    for (const step of this.#required) {
      this.#reader.read(step, block, from, rows, values);
      for (let i = 0; i < rows; i++) if (values[i] !== values[i]) isLeftOut[i] = 1;
    }
    return isLeftOut;
  }
}
