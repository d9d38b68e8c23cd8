/** The columns of the table: what each is read as, what it is for, what was told about it. Only those in sight are asked for and drawn. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { ColumnChange } from '../../src/config/facts/columnEdits.ts';
import type { ColumnRow, ColumnRows } from '../../src/config/facts/columnRows.ts';
import { plural } from '../../src/config/wording/plural.ts';
import { localize } from '../kit/text/l10n.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { columnCard, repairList } from './columnCard.ts';
import { columnRowHeight, columnsTable } from './columnsTable.ts';
import { moveAlongRows } from './rowsTable.ts';

/** Columns asked for beyond those that are seen, above and below. */
const beyond = 20;
const maxAsked = 500;

export class ColumnsView {
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #head = document.createElement('div');
  readonly #scroller = document.createElement('div');
  readonly #card = document.createElement('div');
  #asked = '';
  /** The chosen column's name, and what is known of it although it is no longer in sight. */
  #chosen: ColumnRow | null = null;

  constructor(context: ViewContext) {
    this.#context = context;
    this.element.className = 'columns-view';
    this.#scroller.className = 'rows-scroller columns-scroller';
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'region');
    this.#scroller.addEventListener('scroll', () => context.redraw(), { passive: true });
    this.#scroller.addEventListener('keydown', moveAlongRows);
    this.#card.className = 'column-card';
    this.element.append(this.#head, this.#scroller, this.#card);
  }

  update({ columns }: ViewState): void {
    this.#ask();
    this.#scroller.setAttribute('aria-label', localize('Columns'));
    const rows = columns?.rows ?? null;
    render(rows ? headTemplate(rows) : nothing, this.#head);
    render(this.#table(rows, columns?.problem ?? ''), this.#scroller);
    this.#chosen = rows?.columns.find(({ name }) => name === this.#chosen?.name) ?? this.#chosen;
    const reveal = (line: number): void => this.#context.post({ type: 'reveal', line });
    render(
      rows
        ? html`${this.#chosen ? columnCard(this.#chosen, reveal) : nothing}${repairList(rows.repairs, reveal)}`
        : nothing,
      this.#card,
    );
  }

  #table(rows: ColumnRows | null, problem: string): TemplateResult {
    if (!rows)
      return html`<p class=${problem === '' ? 'quiet' : 'flag'}>${problem || localize('The columns come in a moment.')}</p>`;
    return columnsTable({
      rows,
      chosen: this.#chosen?.name ?? null,
      choose: (row) => this.#choose(row),
      change: (name, change) => this.#change(name, change),
    });
  }

  /** The host goes on sending what was asked for last. */
  #ask(): void {
    const first = Math.floor(this.#scroller.scrollTop / columnRowHeight);
    const seen = Math.ceil((this.#scroller.clientHeight || 400) / columnRowHeight);
    const from = Math.max(0, Math.floor((first - beyond) / beyond) * beyond);
    const count = Math.min(maxAsked, Math.ceil((seen + 3 * beyond) / beyond) * beyond);
    const asked = `${from} ${count}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#context.post({ type: 'columns', from, count });
  }

  #choose(row: ColumnRow): void {
    if (this.#chosen?.name === row.name) return;
    this.#chosen = row;
    this.#context.redraw();
  }

  #change(name: string, change: ColumnChange): void {
    this.#context.post({ type: 'column', name, change });
    // What the configuration does not take is shown as it is.
    this.#context.redraw();
  }
}

function headTemplate({ total, rows, inputs, leftOut, doubts, repairs }: ColumnRows): TemplateResult {
  const facts = [
    plural(rows, 'row'),
    plural(total, 'column'),
    plural(inputs, 'input'),
    plural(leftOut, 'leftOut'),
    ...(doubts > 0 ? [plural(doubts, 'doubt')] : []),
    ...(repairs.length > 0 ? [plural(repairs.length, 'repair')] : []),
  ];
  return html`<div class="section-head"><h2>${localize('Columns')}</h2>
    <p class="facts" data-fact="columns">${facts.join(' · ')}</p></div>`;
}
