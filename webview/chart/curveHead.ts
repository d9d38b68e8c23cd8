/** The lines above the charts: what is drawn, its latest numbers, and how it is drawn. */
import { html, nothing, type TemplateResult } from 'lit';
import { localize } from '../kit/text/l10n.ts';
import type { ShownNumbers } from '../state/shownNumbers.ts';
import { formatCost, formatCount } from '../kit/text/number.ts';
import type { UiState } from '../state/uiState.ts';
import type { ExportFormat } from './exportCurves.ts';
import { smoothings } from './smooth.ts';
import type { StepRange } from './stepRange.ts';

export interface HeadActs {
  readonly move: (change: Partial<UiState>) => void;
  readonly showAll: () => void;
  readonly save: (format: ExportFormat) => void;
}

/** `zoom`: the stretch that is shown, `null` for the whole run. */
export function costHead(
  numbers: ShownNumbers | null,
  ui: UiState,
  zoom: StepRange | null,
  hasValidation: boolean,
  acts: HeadActs,
): TemplateResult {
  const { logCost, smoothing } = ui;
  const next = smoothings[(smoothings.indexOf(smoothing as (typeof smoothings)[number]) + 1) % smoothings.length] ?? 0;
  return html`<h2>${localize('Cost')}</h2>
    <div class="chart-controls">
      <button class="switch" role="switch" aria-checked=${logCost ? 'true' : 'false'} title=${localize('Logarithmic cost axis')}
        @click=${() => acts.move({ logCost: !logCost })}>${localize('log')}</button>
      <button class="switch" aria-pressed=${smoothing > 0 ? 'true' : 'false'} title=${localize('Smooth the curves: {0}', String(smoothing))}
        @click=${() => acts.move({ smoothing: next })}>${
          smoothing > 0 ? localize('smooth {0}', String(smoothing)) : localize('smooth')
        }</button>
      ${
        zoom
          ? html`<button class="switch" data-act="wholeRun" aria-pressed="true"
        title=${localize('Show the whole run again')}
          @click=${acts.showAll}>${formatCount(zoom.from)}–${formatCount(zoom.to)} <span
            class="codicon codicon-close" aria-hidden="true"></span></button>`
          : nothing
      }
      ${saveMenu(acts.save)}
    </div>
    ${legend(numbers?.cost, numbers?.validationCost, formatCost, hasValidation)}`;
}

function saveMenu(save: (format: ExportFormat) => void): TemplateResult {
  const choose = (event: Event, format: ExportFormat): void => {
    (event.currentTarget as HTMLElement).closest('details')?.removeAttribute('open');
    save(format);
  };
  const labels = {
    png: localize('Save the picture as PNG'),
    svg: localize('Save the picture as SVG'),
    csv: localize('Save the numbers as CSV'),
  };
  return html`<details class="menu"><summary class="switch" title=${localize('Save the curves')}
    aria-label=${localize('Save the curves')}><span class="codicon codicon-save" aria-hidden="true"></span></summary>
    <div class="menu-items">${(['png', 'svg', 'csv'] as const).map(
      (format) => html`<button data-save=${format}
      @click=${(event: Event) => choose(event, format)}>${labels[format]}</button>`,
    )}</div>
  </details>`;
}

/** `hasValidation`: there is a curve of the validation set, if not a number now. */
export function legend<Figure>(
  train: Figure | null | undefined,
  validation: Figure | null | undefined,
  format: (value: Figure | null) => string,
  hasValidation: boolean,
): TemplateResult {
  return html`<p class="legend">
    <span class="key train">${localize('train')} <b>${format(train ?? null)}</b></span>
    ${hasValidation ? html`<span class="key validation">${localize('validation')} <b>${format(validation ?? null)}</b></span>` : nothing}
  </p>`;
}
