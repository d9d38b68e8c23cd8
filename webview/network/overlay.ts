/** What lies over the canvas of the network: a button for each unit, names, symbols and the shapes. */
import { localize } from '../kit/text/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { superscript } from '../../src/core/network/shape.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import { shapeOf } from '../kit/plot/markers.ts';
import { shapeKey } from '../kit/plot/series.ts';
import { activationOf } from '../state/numbers.ts';
import { place } from '../kit/place.ts';
import { formatCount } from '../kit/text/number.ts';
import { activationName, appliedActivation, unitSymbol } from '../kit/text/symbol.ts';
import { type Emphasis, fitBox } from './drawNetwork.ts';
import type { LayerColumn, NetworkLayout, UnitBox } from './layout.ts';
import { tabStop, type UnitAddress } from './neighbour.ts';
import { shapesTemplate } from './shapes.ts';
import { flagOf } from '../state/unitFlags.ts';

/** As many as there are `--nn-class-*`. */
const classColors = 6;

/** By unit, as short as the room wants them. */
export interface UnitNames {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export interface OverlayInput {
  readonly run: RunDescription;
  readonly frame: Frame | null;
  readonly layout: NetworkLayout;
  readonly names: UnitNames;
  readonly cursor: UnitAddress;
  readonly select: (event: Event, unit: UnitAddress) => void;
  readonly hover: (unit: Emphasis | null) => void;
  readonly keyed: (event: KeyboardEvent, from: UnitAddress) => void;
}

export function overlay(input: OverlayInput): TemplateResult {
  const { run, layout, cursor } = input;
  const stop = tabStop(layout, run, cursor);
  return html`<div class="network-units" role="group" aria-label=${networkSentence(run)}>
      ${layout.columns.map((column) => column.units.map((unit) => unitTemplate(input, stop, column, unit)))}
      ${layout.columns.map((column) => omittedTemplate(column, layout.listed))}
      ${fitLabels(run, layout)}
    </div>
    ${shapesTemplate(run, layout)}`;
}

function unitTemplate(
  { run, frame, layout, names, cursor, select, hover, keyed }: OverlayInput,
  stop: UnitAddress,
  column: LayerColumn,
  box: UnitBox,
): TemplateResult {
  const { layer } = column;
  const unit = run.shownUnits[layer]?.[box.row] ?? box.row;
  const flag = flagOf(run, frame, layer, box.row);
  const selected = cursor.layer === layer && cursor.unit === unit;
  return html`<button class="unit ${selected ? 'selected' : ''}" data-unit="${layer}:${unit}" aria-pressed=${selected ? 'true' : 'false'}
      aria-label=${flag ? `${unitName(run, layer, unit)}. ${flag.sentence}` : unitName(run, layer, unit)}
        tabindex=${stop.layer === layer && stop.unit === unit ? 0 : -1} ${place(box)}
      @click=${(event: Event) => select(event, { layer, unit })} @keydown=${(event: KeyboardEvent) =>
        keyed(event, {
          layer,
          unit,
        })} @focus=${() => hover({ layer, row: box.row })} @blur=${() => hover(null)}></button>
    ${
      flag && box.height >= 16
        ? html`<span class="unit-flag" data-flag=${flag.kind} aria-hidden="true"
      ${place({ x: box.x + box.width, y: box.y })}>${flag.sign}</span>`
        : nothing
    }
    ${unitLabels(run, layout, names, column, box, unit)}`;
}

/** Names beside inputs and outputs, symbols above the others where there is room. */
function unitLabels(
  run: RunDescription,
  layout: NetworkLayout,
  names: UnitNames,
  column: LayerColumn,
  box: UnitBox,
  unit: number,
): TemplateResult | typeof nothing {
  const { layer } = column;
  const y = box.y + box.height / 2;
  if (layer === 0) {
    const name = run.inputs[unit]?.name ?? '';
    const at = { x: box.x - layout.leftGutter, y, width: layout.leftGutter - 8 };
    return html`<span class="unit-label left" title=${name} ${place(at)}>${names.inputs[unit] ?? name}</span>`;
  }
  const name = outputName(run, layer, unit);
  if (name !== '') {
    const at = { x: box.x + box.width + 8, y, width: layout.rightGutter - 8 };
    // The picture of the predicted class shows its examples by these signs.
    const key = layout.signs ? shapeKey(`var(--nn-class-${(unit % classColors) + 1})`, shapeOf(unit)) : nothing;
    return html`<span class="unit-label right" title=${name} ${place(at)}>${key}${names.outputs[unit] ?? name}</span>`;
  }
  if (!column.labelled) return nothing;
  const label =
    layer === run.layers.length
      ? `${unitSymbol(run, layer, unit)} = ${appliedActivation(activationOf(run, layer), 'z', run.leakySlope)}`
      : unitSymbol(run, layer, unit).replace('a', `a${superscript(layer)}`);
  return html`<span class="unit-label above math" ${place({ x: box.x + box.width / 2, y: box.y - 2 })}>${label}</span>`;
}

/** `short`: columns stand so near that only the number has room. */
function omittedTemplate(column: LayerColumn, short: boolean): TemplateResult | typeof nothing {
  if (column.omitted === 0) return nothing;
  const shown = column.units.length;
  const all = formatCount(shown + column.omitted);
  return html`<div class="omitted" title=${localize('{0} of {1} shown, evenly spaced', shown, all)}
    ${place({ x: column.center, y: column.omittedY })}>${short ? `${shown}/${all}` : localize('{0} of {1} shown', shown, all)}</div>`;
}

/** What the picture of the fit shows, and along which axes. */
function fitLabels(run: RunDescription, layout: NetworkLayout): TemplateResult | typeof nothing {
  const box = fitBox(layout, run);
  if (!box || !run.plane) return nothing;
  const center = box.x + box.width / 2;
  const title = html`<div class="fit-frame" ${place(box)}></div>
    <div class="unit-label above" ${place({ x: center, y: box.y - 3 })}>${
      run.task === 'multiclass' ? localize('predicted class') : localize('prediction over the inputs')
    }</div>`;
  return html`${layout.fit ? title : nothing}
    <div class="fit-axes" ${place({
      ...box,
      y: box.y + box.height + 3,
      height: 32,
    })}><span>${run.plane.x.name} →</span> <span>${run.plane.y.name} ↑</span></div>`;
}

/** "2-layer network, 17 parameters: 2 inputs, 4 tanh units, 1 sigmoid unit". */
export function networkSentence(run: RunDescription): string {
  const parts = run.layers.map(({ layer, units }) =>
    units === 1
      ? localize('1 {0} unit', activationName(run, layer))
      : localize('{0} {1} units', units, activationName(run, layer)),
  );
  const list = [localize('{0} inputs', run.inputs.length), ...parts].join(', ');
  return localize('{0}-layer network, {1} parameters: {2}', run.layers.length, run.parameters, list);
}

/** Names of the output units: classes, or targets of a regression. */
export function outputNames(run: RunDescription): readonly string[] {
  return run.task === 'regression' ? run.targets : run.classes;
}

/** Of a unit in the output layer when there are several; else "". */
function outputName(run: RunDescription, layer: number, unit: number): string {
  return layer === run.layers.length && run.layers.at(-1)?.units !== 1 ? (outputNames(run)[unit] ?? '') : '';
}

function unitName(run: RunDescription, layer: number, unit: number): string {
  if (layer === 0) return localize('Input {0}: {1}', unit + 1, run.inputs[unit]?.name ?? '');
  const name = outputName(run, layer, unit);
  return `${localize('Unit {0} of layer {1}, {2}', unit + 1, layer, activationName(run, layer))}${name ? `, ${name}` : ''}`;
}
