/** A model applied to a table: the lines are kept outside of the memory, read by the page in sight, and written where they are wanted. */
import type { RunNoticeCode } from '../config/wording/runTexts.ts';
import { notice } from '../core/notice.ts';
import { type ModelFile, readModel } from '../model/modelFile.ts';
import { inMemory } from '../model/safetensors.ts';
import { withFile } from '../platform/node/fileAccess.ts';
import { weightsSha256 } from '../platform/node/fingerprint.ts';
import { LineStore } from '../platform/node/lineStore.ts';
import { openSource } from '../platform/node/openSource.ts';
import { digestOf } from '../platform/node/tableDigest.ts';
import { writeWhole } from '../platform/node/writeWhole.ts';
import type { ModelSource, PredictionReport, PredictRequest } from '../protocol/modelApi.ts';
import type { RequestContext } from '../protocol/requestServer.ts';
import { encodeLines } from '../run/model/encodeLines.ts';
import { type PredictTask, type PredictedTable as Predicted, predictTable } from '../run/model/predictTable.ts';
import { appendingWriter, csvLine, type RowWriter } from '../run/model/rowWriter.ts';
import { CancelledError } from './wireError.ts';

/** What a long work asks of the thread. */
export interface Pacing {
  readonly now: () => number;
  /** @throws CancelledError */
  readonly yieldNow: (context: RequestContext) => Promise<void>;
}

/** Lines at a time, when all are written. */
const block = 4096;

/** Lines that are read again: JSON has no line end inside. */
const storedWriter = (onHeader: (names: readonly string[]) => void): RowWriter => ({
  needsRanges: false,
  header: (_layout, names) => {
    onHeader(names);
    return '';
  },
  row: (_block, _row, cells) => `${JSON.stringify(cells)}\n`,
});

export class PredictedTable {
  readonly #lines: LineStore;
  readonly #request: PredictRequest;
  readonly #model: ModelFile;
  readonly #header: readonly string[];
  readonly #turn: Pacing;

  private constructor(
    lines: LineStore,
    { request, model, header }: { request: PredictRequest; model: ModelFile; header: readonly string[] },
    turn: Pacing,
  ) {
    this.#lines = lines;
    this.#request = request;
    this.#model = model;
    this.#header = header;
    this.#turn = turn;
  }

  /** @throws ModelFileError, DataError, PredictError: one sentence, nothing is kept then */
  static async predict(
    request: PredictRequest,
    context: RequestContext,
    turn: Pacing,
  ): Promise<{ readonly table: PredictedTable; readonly report: PredictionReport }> {
    const model = await modelOf(request.model);
    const lines = await LineStore.create();
    let header: readonly string[] = [];
    try {
      const predicted = await applied(request, model, context, turn, {
        keepsCells: false,
        writerOf: () => storedWriter((names) => (header = names)),
        take: async (texts) => {
          for await (const text of texts) {
            await lines.add(text);
            await turn.yieldNow(context);
          }
        },
      });
      const report = reportOf(model, header, predicted);
      return { table: new PredictedTable(lines, { request, model, header }, turn), report };
    } catch (error) {
      await lines.dispose();
      throw context.signal.aborted ? new CancelledError() : error;
    }
  }

  async rows(from: number, count: number): Promise<readonly (readonly string[])[]> {
    return (await this.#lines.read(from, count)).map(cellsOf);
  }

  /** @param path absent: nothing is written, the bytes are given */
  async write(path: string | null, append: boolean, context: RequestContext): Promise<Uint8Array<ArrayBuffer> | null> {
    const yieldNow = (): Promise<void> => this.#turn.yieldNow(context);
    if (!append) return written(path, encodeLines(this.#texts(), 'utf-8', yieldNow));
    let bytes: Uint8Array<ArrayBuffer> | null = null;
    await applied(this.#request, this.#model, context, this.#turn, {
      keepsCells: true,
      writerOf: ({ layout }) => appendingWriter(layout),
      take: async (texts, { layout }) => {
        bytes = await written(path, encodeLines(texts, layout.encoding, yieldNow));
      },
    });
    return bytes;
  }

  dispose(): Promise<void> {
    return this.#lines.dispose();
  }

  async *#texts(): AsyncGenerator<string> {
    yield csvLine(this.#header);
    for (let from = 0; from < this.#lines.count; from += block)
      yield (await this.#lines.read(from, block)).map((line) => csvLine(cellsOf(line))).join('');
  }
}

function applied(
  { table, answers }: PredictRequest,
  model: ModelFile,
  context: RequestContext,
  { now }: Pacing,
  { keepsCells, ...task }: Pick<PredictTask, 'writerOf' | 'take'> & { readonly keepsCells: boolean },
): Promise<Predicted> {
  if (table.kind === 'table') throw new Error('A model is applied to the bytes of a table.');
  return predictTable({
    ...task,
    request: { model, source: openSource(table), answers, keepsCells },
    signal: context.signal,
    digest: digestOf,
    now,
    onProgress: ({ done, secondsLeft }) =>
      context.progress(done, 1, notice('progress.predicting' satisfies RunNoticeCode, Math.ceil(secondsLeft))),
  });
}

export function modelOf(source: ModelSource): Promise<ModelFile> {
  if (source.kind === 'bytes') return readModel(inMemory(source.bytes), weightsSha256);
  return withFile(source.path, (file) => readModel(file, weightsSha256));
}

function reportOf(
  { pipeline: { task, targets } }: ModelFile,
  header: readonly string[],
  { survey: { rows, repairs, repairsOmitted }, predicted, skipped, metrics, seconds }: Predicted,
): PredictionReport {
  const names = targets.map(({ column }) => column);
  return { task, targets: names, header, rows, predicted, skipped, metrics, repairs, repairsOmitted, seconds };
}

async function written(
  path: string | null,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (path !== null) {
    await writeWhole(path, pieces);
    return null;
  }
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}

function cellsOf(line: string): readonly string[] {
  return JSON.parse(line) as string[];
}
