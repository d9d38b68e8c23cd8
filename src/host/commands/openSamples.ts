/**
 * Asks which question is to be answered, opens that sample and trains it at once. The extension's own folder is not the user's
 * to write to: what opens is a copy, or the file of the workspace where that is the folder of samples.
 */
import * as vscode from 'vscode';
import { localize, msg } from '../../config/wording/localize.ts';
import { type Choice, pickOne } from '../base/shown.ts';
import { loadConfig } from '../files/configDocuments.ts';
import { configKey } from '../files/configKey.ts';
import { requireTrust } from '../files/trust.ts';
import type { Host } from '../parts/host.ts';
import type { Command } from './command.ts';
import { showConfig } from './show.ts';
import { trainAndShow } from './trainConfig.ts';

export interface Sample {
  /** The configuration's file name in the folder of samples. */
  readonly file: string;
  readonly question: string;
  readonly summary: string;
}

export const samples: readonly Sample[] = [
  {
    file: 'xor.nnconfig',
    question: msg('Why does it need a hidden layer?'),
    summary: msg('XOR: four heaps of points that no straight line parts'),
  },
  {
    file: 'flower-2-4-1.nnconfig',
    question: msg('What do four hidden units see?'),
    summary: msg('A flower of 400 points: each unit bends the plane once'),
  },
  {
    file: 'iris.nnconfig',
    question: msg('Which of three species is it?'),
    summary: msg('150 irises by two measures, every unit drawn over the plane'),
  },
  {
    file: 'penguins.nnconfig',
    question: msg('What about words and gaps in a table?'),
    summary: msg('Penguins by island, sex and measures; some are missing'),
  },
  {
    file: 'greenhouse.nnconfig',
    question: msg('How much, instead of which?'),
    summary: msg('The yield and the weight of tomatoes: two numbers at once'),
  },
  {
    file: 'flower-large-alpha.nnconfig',
    question: msg('What if the learning rate is too large?'),
    summary: msg('The cost leaps over the valley; divide α by 3 while it runs'),
  },
  {
    file: 'flower-linear-layers.nnconfig',
    question: msg('What are twenty units worth without a bend?'),
    summary: msg('Linear layers collapse into one straight line'),
  },
  {
    file: 'flower-zero-initialization.nnconfig',
    question: msg('What if all weights start at zero?'),
    summary: msg('Nothing moves: every unit stays like every other'),
  },
];

/** Argument: a sample's file name, for callers that have decided. */
export const openSamples: Command = (host) => async (argument) => {
  const file = samples.some((sample) => sample.file === argument) ? String(argument) : await pickSample();
  if (file === undefined) return undefined;
  if (file === null) return openFolder(host);
  const uri = (await inWorkspace(file)) ?? vscode.Uri.joinPath(await copyOf(host), file);
  if (!(await requireTrust(uri))) return undefined;
  const document = await loadConfig(configKey(uri));
  await showConfig(document);
  await trainAndShow(host, document);
  return uri;
};

interface Item extends Choice {
  /** `null`: the folder of all. */
  readonly file: string | null;
}

/** `undefined`: the user left. */
async function pickSample(): Promise<string | null | undefined> {
  const items = samples.map(
    ({ file, question, summary }): Item => ({
      icon: 'play',
      label: localize(question),
      description: file,
      detail: localize(summary),
      file,
    }),
  );
  const folder: Item = { icon: 'folder-opened', label: localize('Open the folder of the samples'), file: null };
  const chosen = await pickOne([...items, folder], {
    title: localize('Samples'),
    placeHolder: localize('Which question? It opens and trains at once.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.file;
}

/** The sample's file where the folder of samples is open. */
async function inWorkspace(file: string): Promise<vscode.Uri | undefined> {
  const candidates = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, file));
  for (const candidate of candidates) if (await exists(candidate)) return candidate;
  return undefined;
}

async function copyOf(host: Host): Promise<vscode.Uri> {
  const target = vscode.Uri.joinPath(host.storage, 'samples');
  if (!(await exists(target))) {
    await vscode.workspace.fs.createDirectory(host.storage);
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(host.extension, 'samples'), target);
  }
  return target;
}

async function openFolder(host: Host): Promise<void> {
  const forceNewWindow = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
  await vscode.commands.executeCommand('vscode.openFolder', await copyOf(host), { forceNewWindow });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
