/** `predict MODEL TABLE`: what a saved network says of every row of a table, and how good it is where the table has the answers. */
import { basename } from 'node:path';
import { localize, msg } from '../../config/wording/localize.ts';
import { type ModelFile, readModel } from '../../model/modelFile.ts';
import { withFile } from '../../platform/node/fileAccess.ts';
import { withInputAsFile } from '../../platform/node/standardInput.ts';
import { digestOf } from '../../platform/node/tableDigest.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { encodeLines } from '../../run/model/encodeLines.ts';
import { type Lines, predictTable } from '../../run/model/predictTable.ts';
import { appendingWriter, plainWriter } from '../../run/model/rowWriter.ts';
import type { Survey } from '../../run/model/survey.ts';
import { fileOption, listOption, switchOption } from '../command/option.ts';
import { commonOptions, type NetworkValues } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { toFailure } from '../terminal/failure.ts';
import { weightsSha256 } from '../../platform/node/fingerprint.ts';
import { interruptedCode, onInterrupt, yieldNow } from '../terminal/interruption.ts';
import { sourceAt } from '../input/table.ts';
import { refuseOutput } from '../output/outputFile.ts';
import { predictReport, predictText } from '../report/predictReport.ts';
import { repairLines } from '../report/repairReport.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface PredictValues extends Pick<NetworkValues, 'targets' | 'json'> {
  readonly model: string;
  /** As typed; "-": standard input. */
  readonly table: string;
  readonly out: string | null;
  /** Behind the cells of the table. */
  readonly append: boolean;
}

export const predict = verb({
  name: 'predict',
  operands: {
    model: { name: 'MODEL', kinds: '.safetensors', help: msg('a trained network that "train --save" has written') },
    table: { name: 'TABLE', kinds: 'CSV', help: msg('a CSV, TSV or other table of text') },
  },
  options: {
    targets: listOption({
      name: 'target',
      takes: 'NAME',
      help: msg('column that holds the answers, where it is called otherwise; repeat it for several'),
    }),
    out: fileOption({ name: 'out', takes: 'FILE', help: msg('where the lines go; standard output unless told') }),
    append: switchOption('append', msg('all cells of the table first, written as the table is')),
    ...commonOptions,
  },
  help: msg('what a saved network says of every row of a table; - for standard input'),
  json: ['task', 'target', 'rows', 'predicted', 'skipped', 'metrics', 'repairs', 'seconds'],
  run: predictFile,
});

async function predictFile(options: PredictValues, terminal: Terminal): Promise<ExitCode> {
  const model = await withFile(options.model, (file) => readModel(file, weightsSha256)).catch((error: unknown) => {
    throw toFailure(error, options.model);
  });
  const { table, out } = options;
  if (out !== null) await refuseOutput(out, '--out', [options.model, ...(table === '-' ? [] : [table])]);
  if (table === '-') return withInputAsFile(process.stdin, (path) => predictWith(model, path, options, terminal));
  return predictWith(model, table, options, terminal);
}

async function predictWith(
  model: ModelFile,
  path: string,
  options: PredictValues,
  terminal: Terminal,
): Promise<ExitCode> {
  const shown = options.table === '-' ? localize('standard input') : options.table;
  const interruption = onInterrupt();
  const progress = new Progress(terminal);
  try {
    const source = await sourceAt(path, shown);
    const predicted = await predictTable({
      request: { model, source, answers: options.targets, keepsCells: options.append },
      signal: interruption,
      digest: digestOf,
      now: () => performance.now(),
      onProgress: ({ done, secondsLeft }) =>
        progress.show(() =>
          localize('predicting {0}: {1} %, {2} s left', shown, Math.floor(100 * done), Math.ceil(secondsLeft)),
        ),
      writerOf: ({ layout }) => (options.append ? appendingWriter(layout) : plainWriter),
      take: async (lines, survey) => {
        await write(options, survey, lines, terminal);
        progress.clear();
        tellRemarks(survey, shown, terminal);
      },
    });
    const report = predictReport(model, predicted);
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

/** Without --out to standard output; with --json and no --out nowhere. */
async function write(
  { out, json, append }: PredictValues,
  { layout }: Survey,
  lines: Lines,
  terminal: Terminal,
): Promise<void> {
  const pieces = encodeLines(lines, append ? layout.encoding : 'utf-8', yieldNow);
  if (out === null) for await (const piece of pieces) if (!json) await terminal.write(piece.slice());
  if (out === null) return;
  await writeWhole(out, pieces).catch((error: unknown) => {
    // What the system says of the file that is written; anything else is the table's.
    throw (error as NodeJS.ErrnoException).syscall ? toFailure(error, out) : error;
  });
}

function tellRemarks({ repairs, repairsOmitted }: Survey, shown: string, terminal: Terminal): void {
  for (const line of repairLines(shown, repairs, repairsOmitted)) terminal.err(`${line}\n`);
}
