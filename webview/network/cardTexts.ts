/**
 * What the card under the pointer says: what a weight, a unit or an example is, in numbers. Keyboard users find the
 * same in the unit card.
 */
import { parameterSymbol } from '../../src/core/network/parameterName.ts';
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { rowOf, section } from '../state/numbers.ts';
import { formatKnown } from '../kit/text/number.ts';
import { activationName, exampleText, unitSymbol } from '../kit/text/symbol.ts';
import { matrix } from '../../src/equations/symbols.ts';
import { choiceOf, switched } from './editStrip.ts';
import { inlineExpression } from '../kit/text/equationMarkup.ts';
import type { EdgeHit } from './edges.ts';
import { flagOf } from '../state/unitFlags.ts';

/** A weight by its name in sentences and in the curves, with its gradient. */
export function edgeCard(run: RunDescription, frame: Frame, edge: EdgeHit, hint = ''): TemplateResult {
  const to = run.shownUnits[edge.layer]?.[edge.to] ?? edge.to;
  const from = run.shownUnits[edge.layer - 1]?.[edge.from] ?? edge.from;
  const W = section(frame, `W:${edge.layer}`);
  const dW = section(frame, `dW:${edge.layer}`);
  const numberIn = (matrix: typeof W) => matrix?.values[edge.to * matrix.columns + edge.from];
  const gradient = dW ? `, dw = ${formatKnown(numberIn(dW))}` : '';
  return html`<b>${parameterSymbol({ layer: edge.layer, unit: to, input: from })} = ${formatKnown(numberIn(W))}</b>${gradient}
    <small>${localize(
      'from {0} to {1}',
      inputName(run, edge.layer - 1, from),
      inputName(run, edge.layer, to),
    )}</small>${hint === '' ? nothing : html`<small>${hint}</small>`}`;
}

export function unitCardText(run: RunDescription, frame: Frame | null, layer: number, row: number): TemplateResult {
  const unit = run.shownUnits[layer]?.[row] ?? row;
  const A = section(frame, `A:${layer}`);
  const mean = formatKnown(A ? meanOf(rowOf(A, row)) : undefined);
  if (layer === 0) {
    const choice = choiceOf(run, unit);
    return html`<b>${inputName(run, 0, unit)}</b>
      <small>${localize('input {0} of {1}, as the network sees it: mean {2}', unit + 1, run.inputs.length, mean)}</small>${
        choice && switched(run.inputChoices ?? [], choice)
          ? html`<small>${localize('Click it twice to switch it off.')}</small>`
          : nothing
      }`;
  }
  const b = section(frame, `b:${layer}`)?.values[row];
  return html`<b>${inputName(run, layer, unit)}</b> ${activationName(run, layer)}, ${localize('layer {0}', layer)}
    <small>${localize('mean activation {0}', mean)} · ${inlineExpression({
      kind: 'element',
      variable: matrix('b', layer),
      row: unit,
      column: 0,
    })} = ${formatKnown(b)}</small>${flagText(run, frame, layer, row)}`;
}

function meanOf(values: Float32Array): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function flagText(
  run: RunDescription,
  frame: Frame | null,
  layer: number,
  row: number,
): TemplateResult | typeof nothing {
  const flag = flagOf(run, frame, layer, row);
  return flag ? html`<small class="flag">${flag.sentence}</small>` : nothing;
}

export function exampleCard(run: RunDescription, frame: Frame | null, example: number): TemplateResult {
  const A = section(frame, `A:${run.layers.length}`);
  const answers = A
    ? Array.from({ length: Math.min(A.rows, 4) }, (_, row) => formatKnown(A.values[row * A.columns + example])).join(
        ', ',
      )
    : '–';
  return html`${exampleText(run, example)}<small>ŷ = ${answers}</small>`;
}

function inputName(run: RunDescription, layer: number, unit: number): string {
  const symbol = unitSymbol(run, layer, unit);
  // "x₁ x1" would say it twice.
  const name = run.inputs[unit]?.name ?? '';
  if (layer === 0) return name === `x${unit + 1}` ? symbol : `${symbol} ${name}`;
  return layer === run.layers.length && run.classes.length > 2 ? `${symbol} ${run.classes[unit] ?? ''}` : symbol;
}
