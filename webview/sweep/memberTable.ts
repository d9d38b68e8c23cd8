/** The members that have ended, sorted and filtered: only the rows in sight are in the page. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SweepPage, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import { styles } from '../kit/styles.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCount } from '../kit/text/number.ts';
import { Unchanged } from '../kit/unchanged.ts';
import type { ViewContext } from '../state/panelView.ts';
import { moveAlongRows, rowHeight } from '../table/rowsTable.ts';
import { type MemberColumn, memberColumns, shortPath, sortedMembers } from './memberColumns.ts';
import { type MemberFilter, memberFilter } from './memberFilter.ts';
import type { SweepUi } from './sweepUi.ts';

/** Rows drawn beyond what is seen, above and below. */
const beyond = 20;
/** Rows in sight. */
const most = 16;

export class MemberTable {
  readonly element = document.createElement('div');
  readonly #context: Pick<ViewContext, 'post' | 'redraw'>;
  readonly #change: (change: Partial<SweepUi>) => void;
  readonly #head = document.createElement('div');
  readonly #scroller = document.createElement('div');
  readonly #found = new Unchanged();
  /** Seed and values of the members that are trained as the configuration says; "" where all are. */
  #own = '';
  #columns: readonly MemberColumn[] = [];
  #filter: MemberFilter = memberFilter('', []);
  #shown: readonly SweptMember[] = [];

  constructor(context: Pick<ViewContext, 'post' | 'redraw'>, change: (change: Partial<SweepUi>) => void) {
    this.#context = context;
    this.#change = change;
    this.#scroller.className = 'rows-scroller';
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'region');
    this.#scroller.addEventListener('scroll', () => context.redraw(), { passive: true });
    this.#scroller.addEventListener('keydown', moveAlongRows);
    this.element.append(this.#head, this.#scroller);
  }

  update(page: SweepPage, members: readonly SweptMember[], ui: SweepUi): void {
    const { filter, sort, descending } = ui;
    if (!this.#found.is(members, filter, sort, descending, page.folds, page.until, page.varied.join())) {
      this.#columns = memberColumns(page, members);
      this.#filter = memberFilter(filter, this.#columns);
      const column = this.#columns.find(({ id }) => id === sort);
      this.#shown = sortedMembers(members.filter(this.#filter.holds), column, descending);
    }
    this.#own = page.seeds > 1 || page.varied.length > 0 ? JSON.stringify([page.own.seed, page.own.values]) : '';
    this.#scroller.setAttribute('aria-label', localize('Trainings'));
    this.#scroller.style.height = `${(Math.min(page.all, most) + 1) * rowHeight + 4}px`;
    render(this.#headOf(page, members, filter), this.#head);
    render(this.#table(ui), this.#scroller);
  }

  #headOf(page: SweepPage, members: readonly SweptMember[], filter: string): TemplateResult {
    const ids = this.#columns.map(({ id }) => shortPath(id)).join(', ');
    const { problem } = this.#filter;
    const count = localize('{0} of {1} trainings', formatCount(this.#shown.length), formatCount(members.length));
    const typed = (event: Event): void => {
      this.#scroller.scrollTop = 0;
      this.#change({ filter: (event.target as HTMLInputElement).value });
    };
    return html`<div class="section-head filters"><h2>${localize('Trainings')}</h2><label>${localize('Filter')} <input
      type="search" class="member-filter" placeholder="cost<0.1 seed=7" spellcheck="false" .value=${filter}
      aria-invalid=${problem === '' ? 'false' : 'true'} title=${localize(
        'Conditions such as cost<0.1, and words that occur; all of them hold. Names: {0}',
        ids,
      )} @input=${typed}></label><span role=${page.state === 'training' ? nothing : 'status'}
      class=${problem === '' ? 'quiet' : 'problem'}>${problem || count}</span></div>`;
  }

  #table(ui: SweepUi): TemplateResult {
    const total = this.#shown.length;
    const first = Math.floor(this.#scroller.scrollTop / rowHeight);
    const from = Math.max(0, Math.min(first - beyond, total - most - beyond));
    const rows = this.#shown.slice(from, first + most + beyond);
    return html`<table class="rows" aria-rowcount=${total + 1}>
      <thead><tr>${this.#headCell({ id: '', label: localize('training'), isWords: false }, ui)}${this.#columns.map(
        (column) => this.#headCell(column, ui),
      )}</tr></thead>
      <tbody>${spacer(from)}${repeat(
        rows,
        ({ place }) => place,
        (member, index) => this.#row(member, from + index, from + index === Math.min(first, total - 1)),
      )}${spacer(total - from - rows.length)}</tbody></table>`;
  }

  /** Ascending, descending, and as planned again. */
  #headCell({ id, label, isWords }: Pick<MemberColumn, 'id' | 'label' | 'isWords'>, ui: SweepUi): TemplateResult {
    const isSorted = ui.sort === id;
    const order = ui.descending ? 'descending' : 'ascending';
    const click = (): void => {
      if (!isSorted) this.#change({ sort: id, descending: false });
      else if (ui.descending) this.#change({ sort: '', descending: false });
      else this.#change({ descending: true });
    };
    return html`<th scope="col" class=${isWords ? 'words' : ''} aria-sort=${isSorted ? order : 'none'}><button
      title=${id} data-sort=${id} @click=${click}>${label}</button></th>`;
  }

  #row(member: SweptMember, index: number, isStop: boolean): TemplateResult {
    const { place } = member;
    const name = formatCount(place + 1);
    const isOwn = JSON.stringify([member.seed, member.values]) === this.#own;
    return html`<tr class=${isOwn ? 'own' : ''} title=${isOwn ? localize('as configured') : nothing} data-line=${place}
      aria-rowindex=${index + 2} ${styles({ height: `${rowHeight}px` })}><th scope="row"><button
      class="link" tabindex=${isStop ? 0 : -1} title=${localize('Open as a Run')} aria-label=${localize('Open as a Run: {0}', name)}
      @click=${() => this.#context.post({ type: 'openMember', place })}>${name} <span class="codicon codicon-link-external"
      aria-hidden="true"></span></button></th>${this.#columns.map(
        ({ isWords, text }) => html`<td class=${isWords ? 'words' : ''}>${text(member)}</td>`,
      )}</tr>`;
  }
}

function spacer(rows: number): TemplateResult | typeof nothing {
  return rows > 0
    ? html`<tr class="spacer" aria-hidden="true" ${styles({ height: `${rows * rowHeight}px` })}><td></td></tr>`
    : nothing;
}
