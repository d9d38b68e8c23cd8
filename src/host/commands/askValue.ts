/** Asks the user for the value of a hyperparameter with what the table says of it: words to choose from, or a number in bounds. */
import * as vscode from 'vscode';
import type { Row, Value } from '../views/hyperparameterText.ts';
import { askText, pickOne } from '../base/shown.ts';

/** `undefined` when the user leaves. */
export async function askValue(row: Row): Promise<Value | undefined> {
  if (row.kind === 'enum') return pickWord(row);
  if (row.kind === 'boolean') return pickSwitch(row);
  return enterNumber(row);
}

/** Why the value will not do, or `null`. */
export function refusalOf(row: Row, value: unknown): string | null {
  switch (row.kind) {
    case 'enum':
      return row.options.some((option) => option.value === value)
        ? null
        : vscode.l10n.t('one of {0} is expected.', row.options.map((option) => option.value).join(', '));
    case 'boolean':
      return typeof value === 'boolean' ? null : vscode.l10n.t('true or false is expected.');
    case 'batch':
      return value === 'full' ? null : numberRefusal(row, value);
    default:
      return numberRefusal(row, value);
  }
}

function numberRefusal({ kind, min, max, minExclusive, maxExclusive }: Row, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return vscode.l10n.t('a number is expected.');
  if (kind !== 'number' && !Number.isInteger(value)) return vscode.l10n.t('a whole number is expected.');
  if (min !== null && (minExclusive ? value <= min : value < min))
    return minExclusive
      ? vscode.l10n.t('more than {0} is expected.', min)
      : vscode.l10n.t('at least {0} is expected.', min);
  if (max !== null && (maxExclusive ? value >= max : value > max))
    return maxExclusive
      ? vscode.l10n.t('less than {0} is expected.', max)
      : vscode.l10n.t('at most {0} is expected.', max);
  return null;
}

async function pickWord(row: Row): Promise<Value | undefined> {
  const items = row.options.map(({ value, description }) => ({
    label: value,
    description: value === row.value ? vscode.l10n.t('now') : '',
    detail: description,
  }));
  return (await pickOne(items, { title: titleOf(row) }))?.label;
}

async function pickSwitch(row: Row): Promise<Value | undefined> {
  const items = [true, false].map((value) => ({
    label: String(value),
    description: value === row.value ? vscode.l10n.t('now') : '',
    value,
  }));
  return (await pickOne(items, { title: titleOf(row) }))?.value;
}

async function enterNumber(row: Row): Promise<Value | undefined> {
  const text = await askText({
    title: titleOf(row),
    prompt:
      row.suggestions.length > 0
        ? vscode.l10n.t('{0} Usual: {1}.', row.description, row.suggestions.join(', '))
        : row.description,
    value: String(row.value ?? row.suggestions[0] ?? ''),
    validateInput: (input) => refusalOf(row, readValue(row, input)),
  });
  return text === undefined ? undefined : readValue(row, text);
}

function readValue(row: Row, text: string): Value {
  const trimmed = text.trim();
  if (row.kind === 'batch' && trimmed.toLowerCase() === 'full') return 'full';
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

function titleOf({ label, symbol }: Row): string {
  return symbol === '' ? label : `${label} ${symbol}`;
}
