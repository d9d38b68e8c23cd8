/** Asks what is to be predicted. The first item trains at once with the guess; the others are the other columns. */
import { noticeText } from '../../config/wording/notice.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { isUsable } from '../../data/dataset/chooseColumns.ts';
import { seriesAdvice } from '../../data/dataset/series.ts';
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { UserError } from '../parts/host.ts';
import { type Choice, pickOne } from '../base/shown.ts';

interface Item extends Choice {
  /** `null`: as guessed. */
  readonly target?: string | null;
}

/** What is predicted when nothing else is asked for, and why. */
export interface TargetNow {
  readonly name: string;
  readonly reason: string;
}

/** `null` for "Train now", a column's name, or `undefined` when the user leaves. */
export async function pickTarget(
  file: string,
  summary: TableSummary,
  now: TargetNow | null,
): Promise<string | null | undefined> {
  if (!now) requireTwo(file, summary);
  const others = summary.columns.filter((column) => learnable.has(column.type) && column.name !== now?.name);
  // The next best guess is one key away.
  const next = now && summary.target?.name === now.name ? summary.target.runnerUp?.name : undefined;
  others.sort((a, b) => Number(b.name === next) - Number(a.name === next) || a.index - b.index);
  const items: Item[] = [...(now ? nowItems(now) : []), ...others.map(itemOf)];
  if (items.length === 0)
    throw new UserError(
      localize(
        '{0} has no column that a network could predict: every one is empty, constant, an identifier or free text.',
        file,
      ),
    );
  const chosen = await pickOne(items, {
    title: localize('Train a network on {0}: {1} rows, {2} columns', file, summary.rows, summary.columns.length),
    placeHolder: now
      ? localize('Enter trains now; or choose another column to predict')
      : localize('Which column is to be predicted?'),
    matchOnDescription: true,
  });
  return chosen?.target;
}

/** @throws UserError when one column alone can be used: nothing is left to predict it from. */
function requireTwo(file: string, { columns }: TableSummary): void {
  const [usable, ...others] = columns.filter(isUsable);
  if (!usable || others.length > 0) return;
  const advice = seriesAdvice(columns);
  if (advice) throw new UserError(noticeText(advice));
  throw new UserError(
    localize(
      'Of {0} only the column {1} can be used: a network needs one to predict and another to predict from. The others are empty, constant, identifiers, dates or free text.',
      file,
      usable.name,
    ),
  );
}

const learnable: ReadonlySet<ColumnSummary['type']> = new Set(['number', 'category', 'boolean']);

function nowItems({ name, reason }: TargetNow): Item[] {
  return [
    {
      icon: 'play',
      label: localize('Train now'),
      description: localize('predict {0}', name),
      detail: reason,
      target: null,
    },
    { label: localize('predict another column'), kind: vscode.QuickPickItemKind.Separator },
  ];
}

function itemOf({ name, type, reason }: ColumnSummary): Item {
  const icon = type === 'number' ? 'symbol-number' : type === 'boolean' ? 'symbol-boolean' : 'symbol-enum';
  return { icon, label: name, description: noticeText(reason), target: name };
}
