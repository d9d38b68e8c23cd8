/** Linear hidden layers come to one layer W′, b′: computed, and compared with what the network itself says. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatShape } from '../../src/core/network/shape.ts';
import type { CollapseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import { activationName } from '../kit/text/symbol.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { Lesson } from './lesson.ts';

export class CollapseLesson implements Lesson {
  readonly id = 'collapse';
  readonly #answer: LiveQuery<'collapse'>;

  constructor(context: ViewContext) {
    this.#answer = new LiveQuery(context, 'collapse', 500);
  }

  get title(): string {
    return localize('Why units are not linear');
  }

  template(state: ViewState, _theme: Theme, _width: number, now: number): TemplateResult {
    const { run } = state;
    const answer = this.#answer.get({ kind: 'collapse' }, state, now);
    if (!run || !answer) return html`<p class="quiet">${this.#answer.error || '…'}</p>`;
    return answer.possible ? collapsed(answer) : curved(run, answer);
  }
}

function curved(run: RunDescription, { layer }: CollapseAnswer): TemplateResult {
  const activation = activationName(run, layer ?? 1);
  return html`<p>${localize(
    'Layer {0} applies {1}: the layers cannot be multiplied into one. Choose “linear” as the activation of ' +
      'the hidden layers and look here again.',
    layer ?? 1,
    activation,
  )}</p>`;
}

function collapsed({ shape, W, b, largestDifference, comparedOver }: CollapseAnswer): TemplateResult {
  const few = W.length <= 24;
  return html`<p>${localize(
    'With linear hidden layers the whole network is one layer: W′ {0}, b′ {1}.',
    formatShape([...shape]),
    formatShape([shape[0], 1]),
  )}</p>
    ${
      few
        ? html`<p class="equation">W′ = [${Array.from(W, formatValue).join(', ')}], b′ = [${Array.from(
            b,
            formatValue,
          ).join(', ')}]</p>`
        : nothing
    }
    <p class="quiet">${localize(
      'Over {0} examples the two differ by at most {1}.',
      formatCount(comparedOver),
      largestDifference === null ? '–' : formatValue(largestDifference),
    )}</p>`;
}
