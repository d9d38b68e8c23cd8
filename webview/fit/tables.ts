/** The pictures of the fit in numbers: who has how much of a plane, what is said at the cursor's example, curves as rows. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnSweep, ShownOutcomes } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { sampleIndices } from '../kit/plot/ticks.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatPercent, formatValue } from '../kit/text/number.ts';
import { className, exampleText } from '../kit/text/symbol.ts';
import type { CurveSeries } from './curvePicture.ts';
import { outputAt, predictedClass, targetOf } from '../kit/plot/outcomes.ts';

/** Rows of a curve over numbers. */
const maxRows = 11;

/**
 * Each class: its share of the picture, and at the cursor's example the network's answer beside the file's.
 * @param extent the share of each class, and of what it is; `null` over words, which have no extent
 */
export function classTable(
  run: RunDescription,
  extent: { readonly of: string; readonly shares: readonly number[] } | null,
  shown: ShownOutcomes,
  example: number,
): TemplateResult {
  const share = (code: number): TemplateResult | typeof nothing => {
    const own = extent?.shares[code];
    return extent ? html`<td data-value=${own ?? ''}>${formatPercent(own ?? null)}</td>` : nothing;
  };
  const output = outputAt(shown.output, run.classes.length, example);
  const predicted = predictedClass(run, shown, example);
  const truth = run.shownExamples[example]?.target;
  return html`<table class="scores" data-fit="classes"><caption>${localize('Classes')} <span
    class="quiet">${exampleText(run, example)}</span></caption>
    <thead><tr><th scope="col">${localize('class')}</th>${
      extent ? html`<th scope="col">${extent.of}</th>` : nothing
    }<th scope="col">${localize('ŷ at the example')}</th><th scope="col">${localize('in the file')}</th></tr></thead>
    <tbody>${run.classes.map(
      (_, code) =>
        html`<tr class=${code === predicted ? 'chosen' : ''}><th scope="row">${className(
          run,
          code,
        )}</th>${share(code)}<td data-value=${output[code] ?? ''}>${formatPercent(
          output[code] ?? null,
        )}</td><td>${code === truth ? '✓' : ''}</td></tr>`,
    )}</tbody></table>`;
}

/** A regression: the extent of ŷ in the picture, and at the cursor's example the network's answer beside the file's. */
export function valueTable(
  run: RunDescription,
  target: number,
  values: ArrayLike<number>,
  shown: ShownOutcomes,
  example: number,
): TemplateResult {
  const all = Array.from(values);
  const rows = [
    { name: localize('smallest ŷ in the picture'), value: Math.min(...all) },
    {
      name: localize('mean ŷ in the picture'),
      value: all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length),
    },
    { name: localize('largest ŷ in the picture'), value: Math.max(...all) },
    {
      name: localize('ŷ at the example'),
      value: outputAt(shown.output, run.targets.length, example)[target] ?? Number.NaN,
    },
    { name: localize('in the file'), value: targetOf(run, shown, target, example) },
  ];
  return html`<table class="scores" data-fit="values"><caption>${run.targets[target] ?? ''} <span
    class="quiet">${exampleText(run, example)}</span></caption>
    <tbody>${rows.map(
      ({ name, value }) => html`<tr><th scope="row">${name}</th><td
      data-value=${value}>${formatValue(value)}</td></tr>`,
    )}</tbody></table>`;
}

/** A row a place, for each curve its value and where there is a band its ends. */
export function curveRows(
  run: RunDescription,
  sweep: ColumnSweep,
  series: readonly CurveSeries[],
  caption: string,
): TemplateResult {
  const { column, at, categories } = sweep;
  const format = run.task === 'regression' ? formatValue : formatPercent;
  const cell = (values: ArrayLike<number> | null, index: number): TemplateResult | typeof nothing =>
    values ? html`<td data-value=${values[index] ?? ''}>${format(values[index] ?? Number.NaN)}</td>` : nothing;
  const heads = series.map(
    ({ name, low }) =>
      html`<th scope="col">${name}</th>${
        low
          ? html`<th scope="col" title=${localize('A tenth of the examples are below')}>${localize('10th pct.')}</th><th
          scope="col" title=${localize('A tenth of the examples are above')}>${localize('90th pct.')}</th>`
          : nothing
      }`,
  );
  const indices = categories.length > 0 ? Array.from(at.keys()) : sampleIndices(at.length, maxRows);
  return html`<details class="fit-numbers"><summary>${localize('In numbers')}</summary><div class="fit-scroller"
    tabindex="0" role="region" aria-label=${caption}><table
      class="scores ${categories.length > 0 ? '' : 'of-numbers'} ${series[0]?.low ? 'of-bands' : ''}" data-fit="curve">
    <caption>${caption}</caption>
    <thead><tr><th scope="col">${column}</th>${heads}</tr></thead>
    <tbody>${indices.map(
      (index) =>
        html`<tr data-at=${at[index] ?? ''}><th scope="row">${positionText(sweep, index)}</th>${series.map(
          ({ values, low, high }) => html`${cell(values, index)}${cell(low, index)}${cell(high, index)}`,
        )}</tr>`,
    )}</tbody>
  </table></div></details>`;
}

/** The word, or the number in the column's own units. */
export function positionText({ at, categories }: Pick<ColumnSweep, 'at' | 'categories'>, index: number): string {
  const value = at[index] ?? Number.NaN;
  return categories.length > 0 ? (categories[value] ?? '') : formatValue(value);
}
