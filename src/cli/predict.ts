/** `predict MODEL TABLE`: what a saved network says of every row of a table, and how good it is where the table has the answers. */
import { basename } from 'node:path';
import { localize } from '../config/wording/localize.ts';
import { repairText } from '../config/wording/repairTexts.ts';
import { byteOrderMark, textEncoding } from '../data/csv/encodeText.ts';
import { type ModelFile, readModel } from '../model/modelFile.ts';
import { withFile } from '../platform/node/fileAccess.ts';
import { withInputAsFile } from '../platform/node/standardInput.ts';
import { writeWhole } from '../platform/node/writeWhole.ts';
import { PredictError } from '../run/model/predictError.ts';
import { type Predicted, predictRows } from '../run/model/predictRows.ts';
import { appendingWriter, plainWriter } from '../run/model/rowWriter.ts';
import { type Survey, surveyTable } from '../run/model/survey.ts';
import type { PredictOptions } from './arguments.ts';
import { locatedMessage, toFailure } from './failure.ts';
import { weightsSha256 } from './fingerprint.ts';
import { interruptedCode, onInterrupt, yieldNow } from './interruption.ts';
import { sourceAt } from './model.ts';
import { refuseOutput } from './outputFile.ts';
import { predictReport, predictText } from './predictReport.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './text.ts';

/** Remarks listed one by one. */
const maxRemarks = 50;

/** Resolves to the exit code. */
export async function predict(options: PredictOptions, terminal: Terminal): Promise<number> {
  const model = await withFile(options.file, (file) => readModel(file, weightsSha256)).catch((error: unknown) => {
    throw toFailure(error, options.file);
  });
  const { table, out } = options;
  if (out !== null) await refuseOutput(out, '--out', [options.file, ...(table === '-' ? [] : [table])]);
  if (table === '-') return withInputAsFile(process.stdin, (path) => predictFile(model, path, options, terminal));
  return predictFile(model, table, options, terminal);
}

async function predictFile(
  model: ModelFile,
  path: string,
  options: PredictOptions,
  terminal: Terminal,
): Promise<number> {
  const shown = options.table === '-' ? localize('standard input') : options.table;
  const interruption = onInterrupt();
  const progress = new Progress(terminal);
  const begun = performance.now();
  try {
    const source = await sourceAt(path, shown);
    const told = progressOf(progress, shown, source.byteLength ?? 0);
    const request = {
      model,
      source,
      answers: options.targets,
      keepsCells: options.append,
      options: { signal: interruption, onProgress: told(0) },
    };
    const survey = await surveyTable(request);
    const result: Predicted = { predicted: 0, skipped: 0, metrics: null };
    const again = { ...survey, options: { ...survey.options, onProgress: told(1) } };
    await write(options, again, predictRows(request, again, writerOf(options, survey), result), terminal);
    progress.clear();
    tellRemarks(survey, shown, terminal);
    if (result.predicted === 0) throw new PredictError('predict.noRows');
    const report = predictReport(model, survey, result, (performance.now() - begun) / 1000);
    if (options.json) terminal.json(report);
    else terminal.err(predictText(options.table === '-' ? shown : basename(shown), report));
    return 0;
  } catch (error) {
    progress.clear();
    if (!interruption.aborted) throw toFailure(error, shown);
    terminal.err(`${localize('Interrupted: no file was written.')}\n`);
    return interruptedCode;
  } finally {
    interruption.dispose();
  }
}

function writerOf({ append }: PredictOptions, { layout }: Survey): typeof plainWriter {
  return append ? appendingWriter(layout) : plainWriter;
}

/** Without --out to standard output; with --json and no --out nowhere. */
async function write(
  { out, json, append }: PredictOptions,
  { layout }: Survey,
  lines: AsyncGenerator<string>,
  terminal: Terminal,
): Promise<void> {
  const pieces = encoded(lines, append ? layout.encoding : 'utf-8');
  if (out === null) for await (const piece of pieces) if (!json) await terminal.write(piece);
  if (out === null) return;
  await writeWhole(out, pieces).catch((error: unknown) => {
    // What the system says of the file that is written; anything else is the table's.
    throw (error as NodeJS.ErrnoException).syscall ? toFailure(error, out) : error;
  });
}

async function* encoded(lines: AsyncGenerator<string>, encoding: string): AsyncGenerator<Uint8Array> {
  const encode = textEncoding(encoding);
  yield encode(byteOrderMark(encoding));
  for await (const text of lines) {
    yield encode(text);
    await yieldNow();
  }
}

/** @returns for each of the two passes how many bytes it has taken */
function progressOf(progress: Progress, shown: string, size: number): (pass: 0 | 1) => (bytes: number) => void {
  const begun = performance.now();
  return (pass) => (bytes) =>
    progress.show(() => {
      const done = (pass + bytes / Math.max(size, bytes, 1)) / 2;
      const left = ((performance.now() - begun) / 1000) * (1 / done - 1);
      return localize('predicting {0}: {1} %, {2} s left', shown, Math.floor(100 * done), Math.ceil(left));
    });
}

function tellRemarks({ repairs, repairsOmitted }: Survey, shown: string, terminal: Terminal): void {
  const told = repairs.slice(0, maxRemarks);
  for (const repair of told) terminal.err(`${locatedMessage(shown, repairText(repair), { line: repair.line })}\n`);
  const others = repairs.length - told.length + repairsOmitted;
  if (others > 0)
    terminal.err(`${locatedMessage(shown, localize('And {0} of this kind.', counted(others, 'remark')))}\n`);
}
