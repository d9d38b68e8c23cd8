/** The page of a sweep: how far it is, what came out as a whole, the band of the curves, the varied values, and every member. */
import { html, render } from 'lit';
import type { SweptMember } from '../../src/protocol/sweep/sweepPage.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { ViewSetting } from '../state/viewSetting.ts';
import { BandCurves } from './bandCurves.ts';
import { MemberTable } from './memberTable.ts';
import { scatterSection } from './scatterSection.ts';
import { sweepHead } from './sweepHead.ts';
import { initialSweepUi, type SweepUi } from './sweepUi.ts';

/** Drawing new members takes at most one part in so many of the time. */
const share = 10;

export class SweepView {
  readonly #context: ViewContext;
  readonly #kept: ViewSetting<SweepUi>;
  readonly #curves: BandCurves;
  readonly #members: MemberTable;
  /** Those that are in the pictures, and when newer ones may be. */
  #drawn: readonly SweptMember[] = [];
  #nextAt = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#kept = new ViewSetting(context, 'sweep', initialSweepUi);
    const change = (changed: Partial<SweepUi>): void => this.#kept.change(changed);
    this.#curves = new BandCurves(change);
    this.#members = new MemberTable(context, change);
  }

  draw(root: HTMLElement, { sweep, ui: uiState }: ViewState, theme: Theme, now: number): void {
    root.dataset['sweep'] = sweep?.page.state ?? 'connecting';
    if (!sweep) return;
    const { page } = sweep;
    const areNew = sweep.members !== this.#drawn;
    if (areNew && now < this.#nextAt) this.#context.redrawLater();
    else this.#drawn = sweep.members;
    const members = this.#drawn;
    const ui = this.#kept.of(uiState);
    const scatter = scatterSection(page, members, ui.figure ?? ui.y, (figure) => this.#kept.change({ figure }));
    render(
      html`<main class="compare sweep">${sweepHead(page, (command) => this.#context.post({ type: 'sweep', command }))}
        <section data-part="curves">${this.#curves.element}</section>
        <section data-part="values">${scatter}</section>
        <section data-part="members">${this.#members.element}</section></main>`,
      root,
    );
    this.#curves.show(page, members, ui, theme);
    this.#members.update(page, members, ui);
    if (areNew && members === sweep.members) this.#nextAt = now + share * (performance.now() - now);
  }
}
