/** The examples as a table with what the network says of each: only the rows in sight are asked for and drawn. */
import { localize, msg } from '../kit/text/l10n.ts';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RowsAnswer } from '../../src/protocol/answers.ts';
import type { QueryMap } from '../../src/protocol/query.ts';
import type { Part } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { partName, partsOf } from '../kit/text/parts.ts';
import { formatCount } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { type RowFilter, moveAlongRows, type RowAddress, rowHeight, rowsTable } from './rowsTable.ts';
import { ColumnsView } from './columnsView.ts';
import { WhatIf } from './whatIf.ts';

/** Rows asked for beyond what is seen, above and below. */
const beyond = 20;

const everything: RowFilter = {
  part: 'all',
  sort: 'line',
  descending: false,
  wrongOnly: false,
  truth: null,
  predicted: null,
};

interface Order extends Pick<RowFilter, 'sort' | 'descending'> {
  readonly label: string;
}

const orders: readonly Order[] = [
  { label: msg('line'), sort: 'line', descending: false },
  { label: msg('loss, largest first'), sort: 'loss', descending: true },
  { label: msg('loss, smallest first'), sort: 'loss', descending: false },
];

export class TableView implements PanelView {
  readonly id = 'data';
  readonly icon = 'list-flat';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #pages = document.createElement('div');
  readonly #columns: ColumnsView;
  readonly #head = document.createElement('div');
  readonly #scroller = document.createElement('div');
  readonly #card = document.createElement('div');
  readonly #rows: LiveQuery<'rows'>;
  readonly #whatIf: WhatIf;
  readonly #filter: ViewSetting<RowFilter>;
  #selected: RowAddress | null = null;
  #network = '';
  /** A row's values are to be typed as soon as they are there. */
  #wantsField = false;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#filter = new ViewSetting(context, this.id, everything);
    this.#rows = new LiveQuery(context, 'table', 400);
    this.#whatIf = new WhatIf(context);
    this.#columns = new ColumnsView(context);
    this.element.className = 'table-view';
    this.#scroller.className = 'rows-scroller';
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'region');
    this.#scroller.addEventListener('scroll', () => context.redraw(), { passive: true });
    this.#scroller.addEventListener('keydown', moveAlongRows);
    this.#card.className = 'what-if';
    this.element.append(this.#pages);
  }

  /** Shows only the rows of one cell of the confusion matrix, wrong or right. */
  showCell(part: Part, truth: number, predicted: number): void {
    this.#change({ ...everything, part, truth, predicted, sort: 'loss', descending: true });
    this.#context.move({ dataPage: 'rows' });
  }

  /** The rows that it gets wrong, or misses by most, the worst first. */
  showWrong({ task }: RunDescription): void {
    this.#change({ ...everything, wrongOnly: task !== 'regression', sort: 'loss', descending: true });
    this.#context.move({ tab: this.id, dataPage: 'rows' });
  }

  /** A row's values to play with: those of the row that was chosen last, else of the first. */
  tryRow(): void {
    this.#wantsField = true;
    this.#context.move({ tab: this.id, dataPage: 'rows' });
  }

  get title(): string {
    return localize('Data');
  }

  update(state: ViewState, _theme: Theme, width: number, now: number): void {
    const { run } = state;
    const isOfColumns = !run || state.ui.dataPage === 'columns';
    render(run ? this.#pageSwitch(isOfColumns) : nothing, this.#pages);
    this.#show(isOfColumns ? [this.#columns.element] : [this.#head, this.#scroller, this.#card]);
    if (isOfColumns) this.#columns.update(state);
    else this.#drawRows(run, state, width, now);
  }

  #show(parts: readonly HTMLElement[]): void {
    if (this.element.lastElementChild === parts.at(-1)) return;
    this.element.replaceChildren(this.#pages, ...parts);
  }

  #pageSwitch(isOfColumns: boolean): TemplateResult {
    const button = (page: 'rows' | 'columns', label: string): TemplateResult =>
      html`<button data-page=${page} aria-pressed=${isOfColumns === (page === 'columns') ? 'true' : 'false'}
        @click=${() => this.#context.move({ dataPage: page })}>${label}</button>`;
    const buttons = [button('rows', localize('Rows')), button('columns', localize('Columns'))];
    return html`<div class="tabs data-pages" role="group" aria-label=${localize('Data')}>${buttons}</div>`;
  }

  #drawRows(run: RunDescription, state: ViewState, width: number, now: number): void {
    const filter = this.#filter.of(state.ui);
    if (networkKey(run) !== this.#network) {
      this.#network = networkKey(run);
      this.#selected = null;
      this.#whatIf.forget();
    }
    const answer = this.#rows.get({ kind: 'rows', ...this.#window(), ...filter }, state, now);
    render(this.#headTemplate(run, answer, filter), this.#head);
    this.#scroller.setAttribute('aria-label', localize('Examples'));
    render(
      answer
        ? rowsTable({
            run,
            answer,
            selected: this.#selected,
            narrow: width < 560,
            select: (address, line) => this.#select(run, address, line),
          })
        : html`<p class="quiet">${this.#rows.error || localize('The rows come in a moment.')}</p>`,
      this.#scroller,
    );
    if (this.#wantsField) this.#selected ??= { part: 'train', index: 0 };
    render(this.#selected ? this.#whatIf.template(run, this.#selected, state, now) : nothing, this.#card);
    if (this.#wantsField) this.#focusField();
  }

  /** Where values are typed, once the row is there. */
  #focusField(): void {
    const field = this.#card.querySelector<HTMLElement>('.what-if-cells :is(input, select)');
    if (!field) return;
    this.#wantsField = false;
    field.scrollIntoView({ block: 'center' });
    field.focus({ preventScroll: true });
  }

  #window(): Pick<QueryMap['rows'], 'from' | 'count'> {
    const first = Math.floor(this.#scroller.scrollTop / rowHeight);
    const seen = Math.ceil((this.#scroller.clientHeight || 400) / rowHeight);
    // Whole stretches, so that a few pixels of scrolling ask nothing new.
    const from = Math.max(0, Math.floor((first - beyond) / beyond) * beyond);
    return { from, count: Math.min(500, Math.ceil((seen + 3 * beyond) / beyond) * beyond) };
  }

  #headTemplate(run: RunDescription, answer: RowsAnswer | null, filter: RowFilter): TemplateResult {
    return html`<div class="section-head"><h2>${localize('Examples')}</h2>
      <p class="facts" data-fact="rows">${answer ? localize('{0} rows', formatCount(answer.total)) : ''}</p>
      <button class="link" data-command="savePredictions"
        @click=${() => this.#context.send('savePredictions')}>${localize('Save Predictions…')}</button></div>
      <div class="filters">
        <label>${localize('Part')} ${this.#partChoice(run, filter)}</label>
        <label>${localize('Order')} ${this.#orderChoice(filter)}</label>
        ${run.task === 'regression' ? nothing : this.#wrongChoice(filter)}
        ${this.#cellChip(run, filter)}
      </div>`;
  }

  #partChoice(run: RunDescription, { part }: RowFilter): TemplateResult {
    const parts = [
      { value: 'all', label: localize('all') },
      ...partsOf(run).map((value) => ({ value, label: partName(value) })),
    ] as const;
    const set = (event: Event): void =>
      this.#change({ part: (event.target as HTMLSelectElement).value as RowFilter['part'] });
    return html`<select @change=${set}>
      ${parts.map(({ value, label }) => html`<option value=${value} .selected=${value === part}>${label}</option>`)}</select>`;
  }

  #orderChoice({ sort, descending }: RowFilter): TemplateResult {
    const set = (event: Event): void => {
      const order = orders[(event.target as HTMLSelectElement).selectedIndex];
      if (order) this.#change({ sort: order.sort, descending: order.descending });
    };
    const isSet = (order: Order): boolean =>
      order.sort === sort && (sort === 'line' || order.descending === descending);
    return html`<select @change=${set}>
      ${orders.map((order) => html`<option .selected=${isSet(order)}>${localize(order.label)}</option>`)}</select>`;
  }

  #wrongChoice({ wrongOnly }: RowFilter): TemplateResult {
    return html`<label><input type="checkbox" .checked=${wrongOnly}
      @change=${() => this.#change({ wrongOnly: !wrongOnly })}> ${localize('only wrong ones')}</label>`;
  }

  /** The cell of the confusion matrix whose rows are shown. */
  #cellChip({ classes }: RunDescription, { truth, predicted }: RowFilter): TemplateResult | typeof nothing {
    if (truth === null || predicted === null) return nothing;
    const text = localize('{0} predicted as {1}', classes[truth] ?? '', classes[predicted] ?? '');
    return html`<span class="chip">${text} <button aria-label=${localize('Show all rows')}
      @click=${() => this.#change(everything)}><span class="codicon codicon-close" aria-hidden="true"></span></button></span>`;
  }

  #change(change: Partial<RowFilter>): void {
    this.#filter.change(change);
    this.#scroller.scrollTop = 0;
  }

  /** The cursor goes to the example too, when it is one of those shown in the other views. */
  #select(run: RunDescription, address: RowAddress, line: number): void {
    this.#selected = address;
    this.#whatIf.forget();
    const example = run.shownExamples.findIndex((shown) => shown.line === line);
    if (example >= 0) this.#context.move({ example });
    else this.#context.redraw();
  }
}
