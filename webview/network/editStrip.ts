/** Above the drawing of the network: more and fewer layers and units, and the inputs that are switched on and off. All edit the text. */
import { html, nothing, type TemplateResult } from 'lit';
import { isAllowedSetting } from '../../src/config/schema/settingRules.ts';
import type { FromView } from '../../src/protocol/viewMessages.ts';
import type { Box } from '../kit/box.ts';
import type { InputChoice, RunDescription } from '../../src/protocol/run.ts';
import type { ViewContext } from '../state/panelView.ts';
import { place } from '../kit/place.ts';
import { localize } from '../kit/text/l10n.ts';
import { type FitChoice, fitBox } from './drawNetwork.ts';
import type { NetworkLayout } from './layout.ts';

/** Pixels between two columns below which their buttons have no room. */
const minPitch = 62;

/** Half of what the switches of the fit take beside each other. */
const halfChoice = 66;

export function editStrip(run: RunDescription, layout: NetworkLayout, post: ViewContext['post']): TemplateResult {
  const { columns, listed } = layout;
  const pitch = (columns[1]?.center ?? 0) - (columns[0]?.center ?? 0);
  const hidden = run.layers.length - 1;
  const hasRoom = !listed && pitch >= minPitch;
  return html`${columns.map(({ layer, center }) => {
    if (layer === 0) return run.inputChoices ? inputs(run.inputChoices, layout, post) : nothing;
    if (layer > hidden)
      return stepper(
        center,
        localize('layers'),
        'network.layers',
        hidden,
        [localize('One hidden layer less'), localize('One hidden layer more')],
        post,
      );
    const units = run.layers[layer - 1]?.units ?? 1;
    const names = [
      localize('One unit less in layer {0}', layer),
      localize('One unit more in layer {0}', layer),
    ] as const;
    return hasRoom ? stepper(center, '', `network.layers.${layer - 1}.units`, units, names, post) : nothing;
  })}`;
}

/** Above the picture of the fit: regions without shades, and the examples that were not trained on. */
export function fitChoice(
  run: RunDescription,
  layout: NetworkLayout,
  { hard, validation }: FitChoice,
  change: (change: Partial<FitChoice>) => void,
): TemplateResult | typeof nothing {
  const box = fitBox(layout, run);
  if (!box) return nothing;
  // Between the buttons of the layers or the shapes and what the picture shows.
  const y = Math.max(18, box.y - 40);
  const toggle = (isOn: boolean, label: string, to: Partial<FitChoice>): TemplateResult => html`<button class="switch"
    aria-pressed=${isOn ? 'true' : 'false'} @click=${() => change(to)}>${label}</button>`;
  return html`<div class="fit-choice" ${place({ x: Math.min(box.x + box.width / 2, layout.width - halfChoice), y })}>${
    run.task === 'regression' ? nothing : toggle(hard, localize('hard'), { hard: !hard })
  }${run.plane?.validation ? toggle(validation, localize('validation'), { validation: !validation }) : nothing}</div>`;
}

function stepper(
  x: number,
  label: string,
  path: string,
  value: number,
  [less, more]: readonly [string, string] | readonly string[],
  post: ViewContext['post'],
): TemplateResult {
  const button = (to: number, sign: string, name = ''): TemplateResult => html`<button title=${name} aria-label=${name}
    ?disabled=${!isAllowedSetting(path, to)} @click=${() => post({ type: 'set', path, value: to })}>${sign}</button>`;
  return html`<div class="stepper" data-edits=${path} ${place({ x, y: 0 })}>${label}
    ${button(value - 1, '−', less)}${button(value + 1, '+', more)}</div>`;
}

/** All of them in a list that opens over the drawing, and those that are off as far as there is room below the inputs. */
function inputs(choices: readonly InputChoice[], layout: NetworkLayout, post: ViewContext['post']): TemplateResult {
  return html`<details class="input-choice"><summary>${localize('inputs')}</summary>
    <div role="group" aria-label=${localize('Inputs of the network')}>
    ${choices.map((choice) => {
      const change = switched(choices, choice);
      return html`<button class="switch" aria-pressed=${choice.isOn ? 'true' : 'false'} ?disabled=${!change}
        @click=${() => change && post(change)}>${choice.name}</button>`;
    })}</div></details>${placesBelow(layout).map((at, index) => {
      const choice = choices.filter(({ isOn }) => !isOn)[index];
      const change = choice && switched(choices, choice);
      const title = localize('Switch this input on');
      return change
        ? html`<button class="switch input-off" title="${title}: ${choice.name}" aria-label="${title}: ${choice.name}" ${place(at)}
          @click=${() => post(change)}>${choice.name}</button>`
        : nothing;
    })}`;
}

/** Pixels from one input that is off to the next. */
const offPitch = 21;
/** Names begin where those of the inputs do. */
const besideEdge = 6;

/** Between the last input and the shapes. */
export function placesBelow({ columns, shapesY, listed, leftGutter }: NetworkLayout): readonly Box[] {
  const last = columns[0]?.units.at(-1);
  if (!last || listed) return [];
  const from = last.y + last.height + 10;
  const width = last.width + leftGutter - besideEdge;
  return Array.from({ length: Math.max(0, Math.floor((shapesY - 6 - from) / offPitch)) }, (_, index) => ({
    ...{ x: last.x - leftGutter + besideEdge, y: from + index * offPitch, width, height: offPitch - 3 },
  }));
}

/** The message that switches an input on or off; `null` where it is the only one that is on. */
export function switched(choices: readonly InputChoice[], { name, isDerived, isOn }: InputChoice): FromView | null {
  if (isOn && choices.filter((other) => other.isOn).length === 1) return null;
  return { type: 'column', name, change: isDerived ? { derived: !isOn } : { role: isOn ? 'out' : 'input' } };
}

/** What of the choices an input of the network is made of. */
export function choiceOf({ inputs: all, inputChoices }: RunDescription, unit: number): InputChoice | null {
  const input = all[unit];
  return inputChoices?.find(({ name }) => name === input?.column || name === input?.name) ?? null;
}
