/** A table that the network was applied to: its figures, what was told of it, and its lines, of which only those in sight are here. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { repairText } from '../../src/config/wording/repairTexts.ts';
import type { PredictionReport } from '../../src/protocol/modelApi.ts';
import type { PredictionAction, PredictionView } from '../../src/protocol/predictionView.ts';
import { styles } from '../kit/styles.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount, formatPercent } from '../kit/text/number.ts';
import type { ViewState } from '../state/store.ts';
import type { ViewContext } from '../state/panelView.ts';
import { figuresOf, rowsSentence } from './predictionText.ts';

/** Of each line, in CSS pixels. */
const rowHeight = 22;
/** Lines asked for beyond what is seen, above and below. */
const beyond = 20;
/** Remarks listed one by one. */
const maxRemarks = 20;

type Context = Pick<ViewContext, 'post' | 'redraw'>;

export class PredictionPart {
  readonly element = document.createElement('div');
  readonly #context: Context;
  readonly #head = document.createElement('div');
  readonly #scroller = document.createElement('div');
  /** What was asked for last. */
  #asked = '';
  #shown = -1;

  constructor(context: Context) {
    this.#context = context;
    this.element.className = 'prediction';
    this.#scroller.className = 'rows-scroller';
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'region');
    this.#scroller.addEventListener('scroll', () => context.redraw(), { passive: true });
    this.element.append(this.#head, this.#scroller);
  }

  update(prediction: PredictionView, { predictedRows }: Pick<ViewState, 'predictedRows'>): void {
    if (prediction.id !== this.#shown) this.#turnTo(prediction);
    render(this.#headOf(prediction), this.#head);
    const { report } = prediction;
    this.#scroller.hidden = report === null;
    if (!report) return;
    this.#ask(prediction.id, report.predicted);
    const rows = predictedRows?.id === prediction.id ? predictedRows : { from: 0, rows: [] };
    render(linesTable(report, rows), this.#scroller);
  }

  #turnTo({ id, name }: PredictionView): void {
    this.#shown = id;
    this.#asked = '';
    this.#scroller.scrollTop = 0;
    this.#scroller.setAttribute('aria-label', localize('Predictions for {0}', name));
  }

  #ask(id: number, total: number): void {
    const first = Math.floor(this.#scroller.scrollTop / rowHeight);
    const from = Math.max(0, Math.min(first - beyond, total));
    const count = Math.ceil(this.#scroller.clientHeight / rowHeight) + 2 * beyond;
    const asked = `${id} ${from} ${count}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#context.post({ type: 'predictedRows', id, from, count });
  }

  #headOf(prediction: PredictionView): TemplateResult {
    const { id, name, state, message, report } = prediction;
    const act = (action: PredictionAction) => () => this.#context.post({ type: 'prediction', id, action });
    const button = (action: PredictionAction, label: string): TemplateResult =>
      html`<button class="secondary" data-action=${action} @click=${act(action)}>${label}</button>`;
    return html`<div class="prediction-head"><h3>${name}</h3>
        ${state === 'running' ? button('cancel', localize('Cancel')) : nothing}
        ${report ? [button('save', localize('Save Predictions…')), button('saveAll', localize('Save with All Columns…'))] : nothing}
        ${state === 'running' ? nothing : button('close', localize('Close'))}</div>
      ${state === 'running' ? progressLine(prediction) : nothing}
      ${state === 'failed' ? html`<p class="problem" role="alert">${message}</p>` : nothing}
      ${report ? html`${figures(report)}${remarks(report)}` : nothing}`;
  }
}

function progressLine({ progress, secondsLeft }: PredictionView): TemplateResult {
  const percent = Math.floor(100 * progress);
  const left = secondsLeft === null ? '' : ` · ${localize('{0} s left', formatCount(secondsLeft))}`;
  return html`<p class="quiet"><progress max="100" value=${percent}
    aria-label=${localize('Predicting')}></progress> ${formatPercent(progress)}${left}</p>`;
}

function figures(report: PredictionReport): TemplateResult {
  const { metrics, targets } = report;
  const shown = metrics ? figuresOf(metrics, targets) : [];
  return html`<p class="facts"><span data-figure="rows">${rowsSentence(report)}</span>${shown.map(
    ({ name, label, value }) => html` · ${label} <b data-figure=${name}>${value}</b>`,
  )}</p>`;
}

/** What makes the figures worth less stands beside them; what was mended is unfolded. */
function remarks({ repairs: all, repairsOmitted }: PredictionReport): TemplateResult | typeof nothing {
  const flattered = all.filter(({ kind }) => kind === 'trainingTable');
  const repairs = all.filter(({ kind }) => kind !== 'trainingTable');
  const reported = repairs.slice(0, maxRemarks);
  const others = repairs.length - reported.length + repairsOmitted;
  const title = localize('What the table needed: {0}', formatCount(repairs.length + repairsOmitted));
  return html`${flattered.map((repair) => html`<p data-note=${repair.kind}>${repairText(repair)}</p>`)}${
    repairs.length === 0
      ? nothing
      : html`<details class="remarks"><summary>${title}</summary>
    <ul>${reported.map((repair) => html`<li>${placed(repair)}</li>`)}
      ${others > 0 ? html`<li>${localize('And {0} more.', formatCount(others))}</li>` : nothing}</ul></details>`
  }`;
}

/** What is about the whole table has no line. */
function placed(repair: PredictionReport['repairs'][number]): string {
  const text = repairText(repair);
  return repair.line === 0 ? text : `${localize('line {0}', formatCount(repair.line))}: ${text}`;
}

/** The lines that are here, in a table as high as all of them. */
function linesTable(
  { header, predicted, targets }: PredictionReport,
  { from, rows }: { readonly from: number; readonly rows: readonly (readonly string[])[] },
): TemplateResult {
  const after = Math.max(0, predicted - from - rows.length);
  const spacer = (count: number): TemplateResult | typeof nothing =>
    count > 0
      ? html`<tr class="spacer" aria-hidden="true" ${styles({ height: `${count * rowHeight}px` })}><td></td></tr>`
      : nothing;
  const words = header.map((_, column) => rows.some((cells) => isWord(cells[column] ?? '')));
  const isWrong = wrongJudge(header, targets);
  const line = (cells: readonly string[], index: number): TemplateResult =>
    html`<tr class=${isWrong(cells) ? 'wrong' : ''} aria-rowindex=${from + index + 2} ${styles({ height: `${rowHeight}px` })}>
      ${cells.map(
        (cell, column) => html`<td class=${words[column] ? 'words' : ''}
        title=${cell}>${cellText(cell, header[column] ?? '')}</td>`,
      )}</tr>`;
  return html`<table class="rows" aria-rowcount=${predicted + 1}>
    <thead><tr>${header.map(
      (name, column) => html`<th scope="col" class=${words[column] ? 'words' : ''}
      title=${name}><span>${headText(name)}</span></th>`,
    )}</tr></thead>
    <tbody>${spacer(from)}${repeat(rows, (_, index) => from + index, line)}${spacer(after)}</tbody></table>`;
}

/** The words of the file that can be saved, in the user's language where they are ours. */
function headText(name: string): string {
  if (name === 'line') return localize('line');
  if (name === 'prediction') return localize('predicted');
  if (name === 'target') return localize('in the table');
  return name.replace(/^probability:/, 'p: ');
}

/** Whether a class was predicted that is not the row's; numbers are never wrong. */
function wrongJudge(header: readonly string[], targets: readonly string[]): (cells: readonly string[]) => boolean {
  const [target, prediction] = [header.indexOf('target'), header.indexOf('prediction')];
  const isOfClasses = header.some((name) => name.startsWith('probability:'));
  if (target < 0 || prediction < 0 || !isOfClasses || targets.length !== 1) return () => false;
  return (cells) => cells[target] !== '' && cells[target] !== cells[prediction];
}

function isWord(text: string): boolean {
  return text !== '' && Number.isNaN(Number(text));
}

/** A number as it is read, every digit in its title. */
function cellText(text: string, name: string): string {
  if (text === '' || isWord(text)) return text;
  const value = Number(text);
  if (name.startsWith('probability:')) return formatPercent(value);
  return Number.isInteger(value) ? text.replace('-', '−') : String(Number(value.toPrecision(5))).replace('-', '−');
}
