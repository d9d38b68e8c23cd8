/** What the panel's context menu does with the number, matrix, line or picture that it was opened over. */
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import {
  type AskNumbers,
  latexCopy,
  type MatrixCopy,
  type NamedWindow,
  numpyCopy,
} from '../../equations/render/copiedMatrix.ts';
import { shownMatrixOf } from '../../protocol/subjects.ts';
import { markupLatex } from '../../equations/render/fromMarkup.ts';
import type { Answer } from '../../protocol/query.ts';
import { showInformation } from '../base/shown.ts';
import type { Command } from './command.ts';
import { requireRun } from './target.ts';

/** What the page wrote on the element; see `webview/panel/contextMenu.ts`. */
function written(argument: unknown, key: string): unknown {
  return typeof argument === 'object' && argument !== null
    ? (argument as Readonly<Record<string, unknown>>)[`neuralNetwork.${key}`]
    : undefined;
}

export const copyValue: Command = () => async (argument) => {
  const text = written(argument, 'value');
  if (typeof text === 'string') await vscode.env.clipboard.writeText(text);
};

/** All of the matrix, of which the page may have a window only. */
function copyMatrix(copyOf: (shown: NamedWindow, ask: AskNumbers) => Promise<MatrixCopy>): Command {
  return (host) => async (argument) => {
    const shown = shownMatrixOf(written(argument, 'matrix'));
    if (!shown) return;
    const { which, layer, examples } = shown;
    const { inspection } = requireRun(host, undefined).session;
    const name = which === 'X' || which === 'Y' ? which : `${which}${layer}`;
    const { text, isWhole } = await copyOf({ ...shown, name }, async (rows, columns) => {
      const answer = await inspection.query({ kind: 'matrix', which, layer, examples, rows, columns });
      return (answer as Answer<'matrix'>).values;
    });
    await vscode.env.clipboard.writeText(text);
    if (!isWhole)
      void showInformation(
        localize('Only what is shown of the matrix was copied: the comment says which rows and columns.'),
      );
  };
}

function exportAs(format: 'png' | 'svg'): Command {
  return (host) => () => host.panels.turn(requireRun(host, undefined), { type: 'exportPicture', format });
}

export const copyNumPy = copyMatrix(numpyCopy);
/** Of a matrix, else of the equation. */
export const copyLatex: Command = (host) => async (argument) => {
  const equation = written(argument, 'equation');
  if (!Array.isArray(equation)) return copyMatrix(latexCopy)(host)(argument);
  await vscode.env.clipboard.writeText(markupLatex(equation.map(String)));
};
export const exportPicture = exportAs('png');
export const exportPictureSvg = exportAs('svg');
export const showInCsv: Command = (host) => (argument) => {
  const line = written(argument, 'line');
  const { uri } = requireRun(host, undefined);
  if (typeof line === 'number') return vscode.commands.executeCommand('neuralNetwork.openData', uri, line);
};
