/** `export NETWORK --to TARGET --out FILE`: a network in the language of another program. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { localize, msg } from '../../config/wording/localize.ts';
import { checkedBy, exportEndings, type ExportName, exportNames, hidesModule } from '../../export/base/names.ts';
import { writeWhole } from '../../platform/node/writeWhole.ts';
import { type ExportedFiles, exportModel } from '../../run/model/exportModel.ts';
import { fileOption, singleOption } from '../command/option.ts';
import { networkOptions } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { exportSource, modelEnding, type SourceValues } from './exportSource.ts';
import { refuseOutput } from '../output/outputFile.ts';
import { toFailure, usageError } from '../terminal/failure.ts';
import { interruptedCode } from '../terminal/interruption.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface ExportValues extends SourceValues {
  readonly to: ExportName | null;
  readonly out: string | null;
}

export const exportNetwork = verb({
  name: 'export',
  operands: {
    file: {
      name: 'NETWORK',
      kinds: `${modelEnding}, .nnconfig, CSV`,
      help: msg('a trained network that "train --save" has written, or a .nnconfig or table, which is trained first'),
    },
  },
  options: {
    to: singleOption(
      { name: 'to', takes: exportNames.join('|'), help: msg('for which program the network is written') },
      targetOf,
    ),
    out: fileOption({
      name: 'out',
      takes: 'FILE',
      help: msg('the file to write, with the ending of the target; what belongs to it is written beside it'),
    }),
    steps: singleOption(
      {
        name: 'steps',
        takes: 'K',
        help: msg('train K updates first, of a .nnconfig or a table; to the end unless told'),
      },
      stepsOf,
    ),
    table: fileOption({
      name: 'table',
      takes: 'FILE',
      help: msg('rows that the export is checked with; the table of the training unless told, where it lies beside'),
    }),
    ...networkOptions,
  },
  help: msg('a trained network as a program, a file or equations for others, which proves that it is the same'),
  json: ['to', 'files', 'rows', 'table', 'numberInputs'],
  run: writeExport,
});

function targetOf(name: string | undefined): ExportName | null {
  if (name === undefined) return null;
  const found = exportNames.find((one) => one === name);
  if (found) return found;
  throw usageError(localize('{0} takes {1}; "{2}" is not one.', '--to', exportNames.join(', '), name));
}

function stepsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw usageError(localize('{0} takes a number of updates such as 1000; "{1}" is not one.', '--steps', text));
}

async function writeExport(values: ExportValues, terminal: Terminal): Promise<ExitCode> {
  const { to, out, json } = values;
  if (to === null) throw usageError(localize('Say what to write: --to {0}.', exportNames.join('|')));
  if (out === null) throw usageError(localize('Say where to write it: --out FILE.'));
  const ending = exportEndings[to];
  if (!out.toLowerCase().endsWith(ending))
    throw usageError(localize('--to {0} writes a {1} file; name it "{2}".', to, ending, `${out}${ending}`));
  const stem = basename(out).slice(0, -ending.length);
  await refuseOutput(out, '--out', []);
  const found = await exportSource(values, terminal);
  if (found === null) return interruptedCode;
  const { model, table, inputs } = found;
  await refuseOutput(out, '--out', inputs);
  const result = await exportModel({ model, to, stem, table }).catch((error: unknown) => {
    throw table ? toFailure(error, table.path) : error;
  });
  const files = await write(out, result, inputs);
  const { rows, numberInputs } = result;
  if (hidesModule(to, stem)) terminal.err(`${hiddenModule(basename(out))}\n`);
  if (json) terminal.json({ to, files, rows, table: result.table, numberInputs });
  else terminal.out(report(files, to, result));
  return 0;
}

function hiddenModule(name: string): string {
  return localize(
    'Python would find {0} in the place of its own module of that name; name the file otherwise before you run it.',
    name,
  );
}

/** @returns the paths of what was written */
async function write(out: string, { files }: ExportedFiles, inputs: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const { name, content } of files) {
    const path = join(dirname(out), name);
    // Beside a program of PyTorch lies the model itself: where it is the one that was read, it stays as it is.
    if (name.endsWith(modelEnding) && (await isOneOf(path, inputs))) continue;
    await refuseOutput(path, '--out', inputs);
    await writeWhole(path, content).catch((error: unknown) => {
      throw toFailure(error, path);
    });
    paths.push(path);
  }
  return paths;
}

async function isOneOf(path: string, inputs: readonly string[]): Promise<boolean> {
  const real = await realpath(path).catch(() => null);
  if (real === null) return false;
  const others = await Promise.all(inputs.map((input) => realpath(input).catch(() => null)));
  return others.includes(real);
}

function report(files: readonly string[], to: ExportName, { rows, table, numberInputs }: ExportedFiles): string {
  const program = checkedBy[to];
  const whose = table === null ? localize('{0} rows that are made up', rows) : localize('{0} rows of {1}', rows, table);
  const lines = [
    localize('Written: {0}', files.join(', ')),
    ...(program ? [localize('Check it with {0}: {1}', whose, `${program} ${files[0]} --check`)] : []),
    ...(numberInputs.length > 0
      ? [localize('Dates come as days since 1970-01-01, as numbers: {0}.', numberInputs.join(', '))]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}
