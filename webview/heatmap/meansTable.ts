/** The activations in words: each unit's mean in each class (in regression: in each quarter of the targets). */
import { msg, localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { Matrix } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { classBlocks, rowOf } from '../state/numbers.ts';
import { formatValue } from '../kit/text/number.ts';
import { className, unitSymbol } from '../kit/text/symbol.ts';

const quarters = [
  msg('lowest quarter of {0}'),
  msg('second quarter of {0}'),
  msg('third quarter of {0}'),
  msg('highest quarter of {0}'),
];

interface Group {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export function meansTable(run: RunDescription, layer: number, A: Matrix): TemplateResult {
  const groups = groupsOf(run, A.columns);
  return html`<table data-activations=${layer}>
    <caption>${localize('Mean activation of each unit of layer {0}', layer)}</caption>
    <thead><tr><th scope="col">${localize('unit')}</th>${groups.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${(run.shownUnits[layer] ?? []).map(
      (unit, row) => html`<tr>
      <th scope="row">${unitSymbol(run, layer, unit)}</th>
      ${groups.map(({ start, end }) => html`<td>${formatValue(meanOf(rowOf(A, row), start, end))}</td>`)}
    </tr>`,
    )}</tbody>
  </table>`;
}

function groupsOf(run: RunDescription, examples: number): Group[] {
  const blocks = classBlocks(run);
  if (blocks.length > 0) return blocks.map(({ code, start, end }) => ({ name: className(run, code), start, end }));
  return quarters.map((name, quarter) => ({
    name: localize(name, run.targets[0] ?? ''),
    start: Math.floor((quarter * examples) / 4),
    end: Math.floor(((quarter + 1) * examples) / 4),
  }));
}

export function meanOf(values: Float32Array, start: number, end: number): number {
  let sum = 0;
  for (let index = start; index < end; index++) sum += values[index] ?? 0;
  return sum / Math.max(1, end - start);
}
