/** The page of a sweep: how far it is, what came out as a whole, the band of the curves, the varied values, and every member. */
import { html, render } from 'lit';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import { BandCurves } from './bandCurves.ts';
import { MemberTable } from './memberTable.ts';
import { scatterSection } from './scatterSection.ts';
import { sweepHead } from './sweepHead.ts';
import { initialSweepUi, type SweepUi } from './sweepUi.ts';

export class SweepView {
  readonly #post: ViewContext['post'];
  readonly #kept: ViewSetting<SweepUi>;
  readonly #curves: BandCurves;
  readonly #members: MemberTable;

  constructor(context: ViewContext) {
    this.#post = context.post;
    this.#kept = new ViewSetting(context, 'sweep', initialSweepUi);
    const change = (changed: Partial<SweepUi>): void => this.#kept.change(changed);
    this.#curves = new BandCurves(change);
    this.#members = new MemberTable(context, change);
  }

  draw(root: HTMLElement, { sweep, ui: uiState }: ViewState, theme: Theme): void {
    root.dataset['sweep'] = sweep?.page.state ?? 'connecting';
    if (!sweep) return;
    const { page, members } = sweep;
    const ui = this.#kept.of(uiState);
    const scatter = scatterSection(page, members, ui.figure ?? ui.y, (figure) => this.#kept.change({ figure }));
    render(
      html`<main class="compare sweep">${sweepHead(page, (command) => this.#post({ type: 'sweep', command }))}
        <section data-part="curves">${this.#curves.element}</section>
        <section data-part="values">${scatter}</section>
        <section data-part="members">${this.#members.element}</section></main>`,
      root,
    );
    this.#curves.show(page, ui, theme);
    this.#members.update(page, members, ui);
  }
}
