/** One example at a time against all at once: the same Z, timed on the run's own data. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TimingAnswer } from '../../src/protocol/answers.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatValue } from '../kit/text/number.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { Lesson } from './lesson.ts';

const rounds = 15;

export class TimingLesson implements Lesson {
  readonly id = 'timing';
  readonly #context: ViewContext;
  #answer: TimingAnswer | null = null;
  #measuring = false;
  #error = '';
  #network = '';

  constructor(context: ViewContext) {
    this.#context = context;
  }

  get title(): string {
    return localize('One example or all at once');
  }

  template({ run }: ViewState): TemplateResult {
    if (run && networkKey(run) !== this.#network) {
      this.#network = networkKey(run);
      this.#answer = null;
      this.#error = '';
    }
    return html`<p>${localize(
      'A loop passes one example after the other through the network; the vectorized form makes the {0} ' +
        'examples the columns of one matrix. Both give the same Z.',
      formatCount(run?.m),
    )}</p>
      <p><button class="try" ?disabled=${this.#measuring} @click=${() =>
        void this.#measure()}>${localize('Time both on these data')}</button></p>
      ${this.#error === '' ? nothing : html`<p class="flag">${this.#error}</p>`}
      ${this.#answer ? timingTable(this.#answer) : nothing}`;
  }

  async #measure(): Promise<void> {
    this.#measuring = true;
    this.#context.redraw();
    try {
      const network = this.#network;
      const answer = await this.#context.ask({ kind: 'timing', rounds }, 'timing');
      if (network === this.#network) this.#answer = answer;
      this.#error = '';
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
    }
    this.#measuring = false;
    this.#context.redraw();
  }
}

function timingTable({
  m,
  loop,
  vectorised,
  engine,
  engineName,
  largestDifference,
  rounds: measured,
}: TimingAnswer): TemplateResult {
  const rows = [
    { name: localize('loop over the examples'), time: loop },
    { name: localize('all columns at once'), time: vectorised },
    { name: localize('all at once, by the engine that trains ({0})', engineName), time: engine },
  ];
  return html`<table class="scores"><caption>${localize('{0} examples forward, median of {1}', formatCount(m), measured)}</caption>
    <thead><tr><th scope="col">${localize('form')}</th><th scope="col">ms</th><th scope="col">${localize('times as fast')}</th></tr></thead>
    <tbody>${rows.map(
      ({ name, time }) =>
        html`<tr><th scope="row">${name}</th><td>${threeDigits(time)}</td><td>${
          time > 0 ? `${threeDigits(shown(loop) / shown(time))}×` : '–'
        }</td></tr>`,
    )}</tbody></table>
    <p class="quiet">${localize('Largest difference between their Z: {0}', differenceText(largestDifference))}</p>`;
}

function differenceText(difference: number | null): string {
  if (difference === null) return '–';
  return difference === 0 ? '0' : formatValue(difference);
}

/** Of a time as it is shown, so that the ratio agrees with what one reads. */
function shown(time: number): number {
  return Number(time.toPrecision(3));
}

function threeDigits(value: number): string {
  return value >= 1000 ? formatCount(shown(value)) : value.toPrecision(3);
}
