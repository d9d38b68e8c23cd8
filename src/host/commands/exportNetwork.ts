/** *Export Network…*: for which program, and where; the file is shown when it is written. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { checkedBy, exportEndings, type ExportName, exportNames, hidesModule } from '../../export/base/names.ts';
import type { ExportReport, ExportRequest } from '../../protocol/modelApi.ts';
import { type Choice, pickOne, showInformation } from '../base/shown.ts';
import { nameOf } from '../files/configKey.ts';
import { tableSource } from '../files/tableSource.ts';
import { askOnce } from '../workers/askOnce.ts';
import { activeModel, isModel, modelSource } from '../models/modelFiles.ts';
import { type Host, UserError } from '../parts/host.ts';
import { writeFile } from '../parts/writeFile.ts';
import type { Command } from './command.ts';
import { networkBytes } from './saveNetwork.ts';
import { requireRun } from './target.ts';

/** Called with a target and a Uri for the file by tests and key bindings: nothing is asked then. Gives the Uris of what was written. */
export const exportNetwork: Command =
  (host) =>
  async (...args) => {
    const network = networkOf(host, args[0]);
    const to = args.find(isTarget) ?? (await askTarget(network.title));
    const given = args.slice(1).find((argument) => argument instanceof vscode.Uri);
    const file = to && (given ?? (await askFile(network, to)));
    if (!to || !file) return undefined;
    const ending = exportEndings[to];
    const name = nameOf(file);
    const stem = name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
    // No thread waits for what a run or a disk may be slow to give, or refuses.
    const source = await network.source();
    const report = await askOnce(host.workers.spawn(), 'exportModel', { ...source, to, stem });
    const written = await write(file, report, network.file);
    await show(written[0]);
    void tell(to, written, report);
    return written;
  };

interface Network {
  readonly title: string;
  /** The model file that it is, which is never written over. */
  readonly file: vscode.Uri | null;
  /** In whose folder the export is suggested. */
  readonly beside: vscode.Uri | null;
  readonly source: () => Promise<Pick<ExportRequest, 'model' | 'table'>>;
}

/** The model file that is named or in front, else the run. */
function networkOf(host: Host, argument: unknown): Network {
  const named = argument instanceof vscode.Uri && isModel(argument) ? argument : null;
  const file = named ?? (argument === undefined ? activeModel() : null);
  if (file) {
    const title = nameOf(file).replace(/\.safetensors$/i, '');
    return { title, file, beside: file, source: async () => ({ model: await modelSource(file), table: null }) };
  }
  const run = requireRun(host, argument);
  if (!run.description) throw new UserError(localize('There is no network yet.'));
  return {
    title: run.title.replace(/\.nnconfig$/i, ''),
    file: null,
    beside: run.uri.scheme === 'untitled' ? null : run.uri,
    source: async () => {
      const { bytes } = await networkBytes(host, run, { weights: 'present', withOptimizer: false });
      return { model: { kind: 'bytes', bytes }, table: run.dataUri ? await tableSource(run.dataUri) : null };
    },
  };
}

function isTarget(argument: unknown): argument is ExportName {
  return exportNames.some((name) => name === argument);
}

type TargetChoice = Choice & { readonly to: ExportName };

async function askTarget(title: string): Promise<ExportName | undefined> {
  const choice = (to: ExportName, label: string, description: string): TargetChoice => ({ to, label, description });
  const items: Readonly<Record<ExportName, TargetChoice>> = {
    onnx: choice('onnx', 'ONNX', localize('one file for the runtimes of many languages')),
    numpy: choice('numpy', 'NumPy', localize('a Python program, one equation a line')),
    loops: choice(
      'loops',
      localize('Python with loops'),
      localize('the same without NumPy: what vectorisation replaces'),
    ),
    pytorch: choice('pytorch', 'PyTorch', localize('goes on training, on many machines, too')),
    keras: choice('keras', 'Keras', localize('a model of Keras 3 with its weights')),
    javascript: choice('javascript', 'JavaScript', localize('predict(row) for a web page or Node')),
    npz: choice('npz', localize('NumPy arrays'), localize('W and b, and nothing else')),
    latex: choice('latex', 'LaTeX', localize('the equations with their numbers')),
  };
  return (await pickOne(Object.values(items), { title: localize('Export {0} for which program?', title) }))?.to;
}

async function askFile({ title, beside }: Network, to: ExportName): Promise<vscode.Uri | undefined> {
  const ending = exportEndings[to];
  const folder = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: localize('Export the network'),
    saveLabel: localize('Export'),
    filters: { [ending]: [ending.slice(1)] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${title}${ending}`) } : {}),
  });
}

/** The model that an export belongs to stays as it is where it would be written over. */
async function write(file: vscode.Uri, { files }: ExportReport, own: vscode.Uri | null): Promise<vscode.Uri[]> {
  const [first, ...others] = files;
  const targets = [
    { uri: file, bytes: first?.bytes ?? new Uint8Array() },
    ...others.map(({ name, bytes }) => ({ uri: vscode.Uri.joinPath(file, '..', name), bytes })),
  ].filter(({ uri }) => uri.toString() !== own?.toString());
  for (const { uri, bytes } of targets) await writeFile(uri, bytes);
  return targets.map(({ uri }) => uri);
}

/** A text in an editor, anything else in the tree of files. */
async function show(uri: vscode.Uri | undefined): Promise<void> {
  if (!uri) return;
  if (/\.(py|mjs|tex)$/.test(uri.path)) await vscode.window.showTextDocument(uri, { preview: false });
  else await vscode.commands.executeCommand('revealInExplorer', uri);
}

async function tell(to: ExportName, written: readonly vscode.Uri[], report: ExportReport): Promise<void> {
  const [file] = written;
  const names = written.map(nameOf).join(', ');
  const program = checkedBy[to];
  const { rows, table, numberInputs } = report;
  const whose = table === null ? localize('{0} rows that are made up', rows) : localize('{0} rows of {1}', rows, table);
  const own = file ? nameOf(file) : '';
  const sentences = [
    localize('Written: {0}', names),
    ...(hidesModule(to, own.replace(/\.py$/, ''))
      ? [
          localize(
            'Python would find {0} in the place of its own module of that name; name the file otherwise before you run it.',
            own,
          ),
        ]
      : []),
    ...(program && file ? [localize('Check it with {0}: {1}', whose, `${program} ${nameOf(file)} --check`)] : []),
    ...(numberInputs.length === 0
      ? []
      : [localize('Dates come as days since 1970-01-01, as numbers: {0}.', numberInputs.join(', '))]),
  ];
  await showInformation(sentences.join(' · '));
}
