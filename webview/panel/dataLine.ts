/** What became of the table on its way into the network, in one line on the first screen; it leads to the columns. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Notice } from '../../src/core/notice.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';

type Reported = Pick<RunDescription, 'repairs' | 'notes'>;
type RepairKind = RunDescription['repairs'][number]['kind'];

/** What a line may say, in this order, and how it is counted. */
const facts: readonly { readonly count: (reported: Reported) => number; readonly text: (count: number) => string }[] = [
  {
    count: (reported) => repairs(reported, (kind) => kind === 'ignoredColumn'),
    text: (count) =>
      count === 1 ? localize('1 column left out') : localize('{0} columns left out', formatCount(count)),
  },
  {
    count: (reported) => repairs(reported, isLostRow),
    text: (count) => (count === 1 ? localize('1 row left out') : localize('{0} rows left out', formatCount(count))),
  },
  {
    count: ({ notes }) => notes.reduce((sum, note) => sum + filledCells(note), 0),
    text: (count) =>
      count === 1
        ? localize('1 missing value filled in')
        : localize('{0} missing values filled in', formatCount(count)),
  },
  {
    count: (reported) => repairs(reported, (kind) => kind !== 'ignoredColumn' && !isLostRow(kind)),
    text: (count) => (count === 1 ? localize('1 repair') : localize('{0} repairs', formatCount(count))),
  },
  {
    count: ({ notes }) => notes.filter((note) => filledCells(note) === 0).length,
    text: (count) => (count === 1 ? localize('1 doubt') : localize('{0} doubts', formatCount(count))),
  },
];

function repairs({ repairs: all }: Reported, is: (kind: RepairKind) => boolean): number {
  return all.reduce((sum, { kind, count }) => sum + (is(kind) ? count : 0), 0);
}

function isLostRow(kind: RepairKind): boolean {
  return kind === 'droppedRow' || kind === 'droppedTarget';
}

function filledCells({ code, values }: Notice): number {
  return code === 'data.imputedMean' || code === 'data.imputedWord' ? Number(values[0]) : 0;
}

/** "2 columns left out · 3 repairs"; "" where the table was taken as it is. */
export function dataSentence(reported: Reported): string {
  return facts
    .map(({ count, text }) => ({ count: count(reported), text }))
    .filter(({ count }) => count > 0)
    .map(({ count, text }) => text(count))
    .join(' · ');
}

export function dataLine(run: Reported, openColumns: () => void): TemplateResult | typeof nothing {
  const sentence = dataSentence(run);
  if (sentence === '') return nothing;
  return html`<p class="data-line" data-fact="data"><span class="codicon codicon-table" aria-hidden="true"></span><button
    class="link" title=${localize('Open Data › Columns')} @click=${openColumns}>${sentence}</button></p>`;
}
