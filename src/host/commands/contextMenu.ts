/** What the panel's context menu does with the number, matrix, line or picture that it was opened over. */
import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { requireRun } from './target.ts';

/** What the page wrote on the element; see `webview/panel/contextMenu.ts`. */
function written(argument: unknown, key: string): unknown {
  return typeof argument === 'object' && argument !== null
    ? (argument as Readonly<Record<string, unknown>>)[`neuralNetwork.${key}`]
    : undefined;
}

function copy(key: string): Command {
  return () => async (argument) => {
    const text = written(argument, key);
    if (typeof text === 'string') await vscode.env.clipboard.writeText(text);
  };
}

function exportAs(format: 'png' | 'svg'): Command {
  return (host) => () => host.panels.turn(requireRun(host, undefined), { type: 'exportPicture', format });
}

export const copyValue = copy('value');
export const copyNumPy = copy('numpy');
export const copyLatex = copy('latex');
export const exportPicture = exportAs('png');
export const exportPictureSvg = exportAs('svg');
export const showInCsv: Command = (host) => (argument) => {
  const line = written(argument, 'line');
  const { uri } = requireRun(host, undefined);
  if (typeof line === 'number') return vscode.commands.executeCommand('neuralNetwork.openData', uri, line);
};
