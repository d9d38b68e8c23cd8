/** Asks what is to be predicted. The first item trains at once with the guess; the others are the other columns. */
import { type ColumnChoices, rolesOf } from '../../config/facts/columnRoles.ts';
import { type TableDoubt, tableDoubts } from '../../config/facts/tableDoubts.ts';
import { plural } from '../../config/wording/plural.ts';
import { repairText } from '../../config/wording/repairTexts.ts';
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
  readonly look?: boolean;
}

/** What was chosen. */
export interface Picked {
  /** `null`: as guessed, or as the configuration says. */
  readonly target: string | null;
  /** The columns are to be looked at before anything is trained. */
  readonly look: boolean;
}

/** What is predicted when nothing else is asked for, and why. */
export interface TargetNow {
  readonly name: string;
  readonly reason: string;
  readonly choices: ColumnChoices;
}

/** `undefined` when the user leaves. */
export async function pickTarget(
  file: string,
  summary: TableSummary,
  now: TargetNow | null,
): Promise<Picked | undefined> {
  if (!now) requireTwo(file, summary);
  const others = summary.columns.filter((column) => learnable.has(column.type) && column.name !== now?.name);
  // The next best guess is one key away.
  const next = now && summary.target?.name === now.name ? summary.target.runnerUp?.name : undefined;
  others.sort((a, b) => Number(b.name === next) - Number(a.name === next) || a.index - b.index);
  const items: Item[] = [...(now ? nowItems(now, summary) : []), ...others.map(itemOf)];
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
  return chosen && { target: chosen.target ?? null, look: chosen.look ?? false };
}

/** @throws UserError when one column alone can be used: nothing is left to predict it from. */
function requireTwo(file: string, { columns }: TableSummary): void {
  const [usable, ...others] = columns.filter(isUsable);
  if (!usable || others.length > 0) return;
  const advice = seriesAdvice(columns);
  if (advice) throw new UserError(noticeText(advice));
  throw new UserError(
    localize(
      'Of {0} only the column {1} can be used: a network needs one to predict and another to predict from. ' +
        'The others are empty, constant, identifiers, dates or free text.',
      file,
      usable.name,
    ),
  );
}

const learnable: ReadonlySet<ColumnSummary['type']> = new Set(['number', 'category', 'boolean']);

function nowItems({ name, reason, choices }: TargetNow, summary: TableSummary): Item[] {
  return [
    ...lookItems(tableDoubts(choices, summary)),
    {
      icon: 'play',
      label: localize('Train now'),
      description: localize('predict {0}', name),
      detail: [reason, ...leftOutText(choices, summary)].join(' · '),
      target: null,
    },
    { label: localize('predict another column'), kind: vscode.QuickPickItemKind.Separator },
  ];
}

const icons: Partial<Record<ColumnSummary['type'], string>> = { number: 'symbol-number', boolean: 'symbol-boolean' };

function itemOf({ name, type, reason }: ColumnSummary): Item {
  return { icon: icons[type] ?? 'symbol-enum', label: name, description: noticeText(reason), target: name };
}

const maxNamed = 4;

/** Where something is doubtful the columns come first; a clean table is trained as quickly as ever. */
function lookItems(doubts: readonly TableDoubt[]): Item[] {
  if (doubts.length === 0) return [];
  const reported = doubts.slice(0, 2).map((doubt) => {
    if (doubt.kind === 'repair') return repairText(doubt.repair);
    // What gives the answer away names its column itself.
    if (doubt.notice.code.startsWith('telltale.')) return noticeText(doubt.notice);
    return localize('The column {0}: {1}.', JSON.stringify(doubt.column), noticeText(doubt.notice));
  });
  const label = localize('Look at the Columns First ({0})', plural(doubts.length, 'doubt'));
  return [{ icon: 'eye', label, detail: reported.join(' '), target: null, look: true }];
}

/** "left out: nr (id), remark (text)" */
function leftOutText(choices: ColumnChoices, summary: TableSummary): string[] {
  const roleOf = rolesOf(choices, summary);
  const left = summary.columns.filter(({ name }) => roleOf(name) === 'out');
  if (left.length === 0) return [];
  const named = left.slice(0, maxNamed).map(({ name, reason }) => `${name} (${noticeText(reason)})`);
  return [localize('left out: {0}', `${named.join(', ')}${left.length > maxNamed ? ', …' : ''}`)];
}
