/** Recorded runs side by side, for people at a terminal. */
import { localize, msg } from '../../config/wording/localize.ts';
import { recordStateText } from '../../config/wording/recordTexts.ts';
import { parameterCount } from '../../core/network/shape.ts';
import type { RunConfusion, RunsComparison, WeightComparison } from '../../protocol/compare/runsComparison.ts';
import type { Part } from '../../protocol/subjects.ts';
import type { RunRecord } from '../../record/runRecord.ts';
import { numberText, tableText } from '../terminal/text.ts';

/** Rows that do not agree; `--json` has all. */
const maxRows = 20;

const partTexts = { train: msg('training'), validation: msg('validation'), test: msg('test') } satisfies Record<
  Part,
  string
>;

export function comparisonText(records: readonly RunRecord[], found: RunsComparison): string {
  const ids = records.map(({ id }) => id);
  const parts = [overview(records, found), weightsText(ids, found.weights), ...confusionTexts(ids, found.confusions)];
  return [...parts, changedText(ids, found)].filter((part) => part !== '').join('\n');
}

function overview(records: readonly RunRecord[], { differences, figures }: RunsComparison): string {
  return tableText([
    ['', ...records.map(({ id }) => id)],
    [localize('state'), ...records.map(({ state }) => recordStateText(state))],
    [localize('steps'), ...records.map(({ step }) => numberText(step))],
    ...differences.map(({ path, values }) => [path, ...values.map(valueText)]),
    ...figures.map(({ name, values }) => [name, ...values.map((value) => numberText(value))]),
  ]);
}

function valueText(value: unknown): string {
  if (value === null) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[0-9a-f]{64}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}

function weightsText(ids: readonly string[], weights: WeightComparison | null): string {
  if (!weights) return '';
  const { left, asTheyStand, spec } = weights;
  const head = localize(
    'What is left of the weights ({0} numbers) when the hidden units are matched, and in brackets as they stand: 0 is the ' +
      'same network, 1.41 has nothing in common.',
    numberText(parameterCount(spec)),
  );
  const rows = left.map((row, i) => [
    ids[i] ?? '',
    ...row.map((value, k) => {
      const before = asTheyStand[i]?.[k] ?? null;
      return value === null ? '–' : `${figure(value)} (${figure(before)})`;
    }),
  ]);
  return `${head}\n${tableText([['', ...ids], ...rows])}`;
}

function figure(value: number | null): string {
  return value === null || (value !== 0 && value < 1e-3) ? numberText(value, 3) : value.toFixed(3);
}

/** Of each part that one of them has. */
function confusionTexts(ids: readonly string[], confusions: RunsComparison['confusions']): readonly string[] {
  return (['train', 'validation', 'test'] as const).map((part) => {
    const shown = confusions.flatMap((one, i) => (one?.counts[part] ? [{ id: ids[i] ?? '', ...one }] : []));
    const [first] = shown;
    if (!first) return '';
    const isAlike = shown.every(({ classes }) => classes.join('\n') === first.classes.join('\n'));
    const title = localize('Confusion matrix, {0} (rows: truth, columns: predicted)', localize(partTexts[part]));
    const tables = (isAlike ? [shown] : shown.map((one) => [one])).map((group) => confusionTable(group, part));
    return `${title}\n${tables.join('')}`;
  });
}

function confusionTable(runs: readonly (RunConfusion & { readonly id: string })[], part: Part): string {
  const { classes } = runs[0] ?? { classes: [] };
  const n = classes.length;
  const ids = runs.flatMap(({ id }) => [id, ...new Array<string>(n - 1).fill('')]);
  const rows = classes.map((name, truth) => [
    name,
    ...runs.flatMap(({ counts }) => (counts[part] ?? []).slice(truth * n, (truth + 1) * n).map(String)),
  ]);
  return tableText([['', ...ids], ['', ...runs.flatMap(() => classes)], ...rows]);
}

function changedText(ids: readonly string[], { predictions }: RunsComparison): string {
  if (!predictions) return '';
  const { rows, changed, list } = predictions;
  const head = localize(
    '{0} of {1} predictions are not the same in all of them.',
    numberText(changed),
    numberText(rows),
  );
  if (changed === 0) return `${head}\n`;
  const shown = list.slice(0, maxRows).map(({ line, target, truth, predictions: said }) => {
    return [String(line), target, truth, ...said.map((text) => text ?? '–')];
  });
  const table = tableText([[localize('line'), localize('target'), localize('truth'), ...ids], ...shown]);
  const more = changed > shown.length ? `${localize('And {0} more.', numberText(changed - shown.length))}\n` : '';
  return `${head}\n${table}${more}`;
}
