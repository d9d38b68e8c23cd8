/** What can be chosen of the fit: the axes, where the other columns are held, which of several targets. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { RunDescription } from '../../src/protocol/run.ts';
import { localize } from '../kit/text/l10n.ts';
import { exampleText } from '../kit/text/symbol.ts';
import type { FitUi } from '../state/uiState.ts';
import { type Chosen, type FitChoice, withX, withY } from './fitChoice.ts';

export function fitHead(
  run: RunDescription,
  choice: FitChoice,
  ui: { readonly fit: FitUi; readonly example: number },
  choose: (chosen: Chosen) => void,
): TemplateResult {
  return html`<div class="filters">
    ${axisSelects(choice, choose)}
    ${targetSelect(run, choice, choose)}
    ${choice.others ? aroundChoice(run, ui.fit.around, ui.example, choose) : nothing}
  </div>`;
}

/** A table may have very many columns: the lists are made anew only when the choice changes. */
function axisSelects(choice: FitChoice, choose: (chosen: Chosen) => void): unknown {
  const { columns, axes, x, y } = choice;
  return guard([columns.join('\n'), x, y], () => {
    const curve = {
      value: null,
      label: axes.includes(x) ? localize('none: a curve over x') : localize('none: x alone'),
      chosen: y === null,
    };
    const ofY = axes.map((name) => ({ value: name, label: name, chosen: name === y }));
    const ofX = (y === null ? columns : axes).map((name) => ({ value: name, label: name, chosen: name === x }));
    return html`${select('x', localize('x axis'), ofX, (name) => choose((now) => withX(now, name ?? '')))}
      ${axes.length > 1 ? select('y', localize('y axis'), [curve, ...ofY], (name) => choose((now) => withY(now, name))) : nothing}`;
  });
}

interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly chosen: boolean;
}

export function select<T>(
  id: string,
  label: string,
  choices: readonly Choice<T>[],
  choose: (value: T) => void,
): TemplateResult {
  const changed = (event: Event): void => {
    const choice = choices[(event.target as HTMLSelectElement).selectedIndex];
    if (choice) choose(choice.value);
  };
  return html`<label class="choice">${label} <span class="select"><select data-choice=${id}
    @change=${changed}>${choices.map(
      (choice) => html`<option .selected=${choice.chosen}>${choice.label}</option>`,
    )}</select><span
        class="codicon codicon-chevron-down" aria-hidden="true"></span></span></label>`;
}

function targetSelect(
  { task, targets }: RunDescription,
  { target }: FitChoice,
  choose: (chosen: Chosen) => void,
): TemplateResult | typeof nothing {
  if (task !== 'regression' || targets.length < 2) return nothing;
  const choices = targets.map((name, index) => ({ value: name, label: name, chosen: index === target }));
  return select('target', localize('Target'), choices, (name) => choose(() => ({ target: name })));
}

function aroundChoice(
  run: RunDescription,
  around: FitUi['around'],
  example: number,
  choose: (chosen: Chosen) => void,
): TemplateResult {
  const radio = (value: FitUi['around'], label: string): TemplateResult =>
    html`<label><input type="radio" name="fit-around" value=${value} .checked=${around === value} @change=${() =>
      choose(() => ({ around: value }))}> ${label}</label>`;
  return html`<fieldset class="fit-around"><legend>${localize('Other columns at')}</legend>${radio(
    'mean',
    localize('their mean'),
  )}${radio('example', exampleText(run, example))}</fieldset>`;
}
