/** Asks the user for the value of a hyperparameter with what the table says of it: words to choose from, or a number in bounds. */
import { localize } from '../../config/wording/localize.ts';
import { isAllowed, rangeText } from '../../config/schema/valueRule.ts';
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
  return isAllowed(row, value) ? null : localize('{0} is expected.', rangeText(row));
}

async function pickWord(row: Row): Promise<Value | undefined> {
  const items = row.options.map(({ value, description }) => ({
    label: value,
    description: value === row.value ? localize('now') : '',
    detail: description,
  }));
  return (await pickOne(items, { title: titleOf(row) }))?.label;
}

async function pickSwitch(row: Row): Promise<Value | undefined> {
  const items = [true, false].map((value) => ({
    label: String(value),
    description: value === row.value ? localize('now') : '',
    value,
  }));
  return (await pickOne(items, { title: titleOf(row) }))?.value;
}

async function enterNumber(row: Row): Promise<Value | undefined> {
  const text = await askText({
    title: titleOf(row),
    prompt:
      row.suggestions.length > 0
        ? localize('{0} Usual: {1}.', row.description, row.suggestions.join(', '))
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
