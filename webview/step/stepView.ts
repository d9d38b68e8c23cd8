/** One training step, phase by phase: what is computed, the numbers that come out, and the parameters before and after. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Phase } from '../../src/core/training/phases.ts';
import type { PhaseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { equationLines } from '../kit/text/equationMarkup.ts';
import { equationsOf, introduction, notesOf, phaseLabel, phaseMarks, phaseName, phaseSentence } from './phaseText.ts';
import { type RuleInForce, StepProgress } from './stepProgress.ts';
import { StableRate } from './stableRate.ts';
import { StepTables } from './stepTables.ts';

export class StepView implements PanelView {
  readonly id = 'step';
  readonly icon = 'debug-step-into';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #state: LiveQuery<'phase'>;
  readonly #tables: StepTables;
  readonly #stableRate: StableRate;
  readonly #progress = new StepProgress();
  /** The settings in force. */
  #rule: RuleInForce | null = null;
  /** One phase after the other, however fast the button is pressed. */
  #advancing: Promise<void> = Promise.resolve();
  #count = 0;
  #error = '';
  #network = '';

  constructor(context: ViewContext) {
    this.#context = context;
    this.#tables = new StepTables(context, this.#progress);
    this.#stableRate = new StableRate(context);
    this.#state = new LiveQuery(context, 'phase-state', 400);
    this.element.className = 'step-view';
  }

  get title(): string {
    return localize('Step');
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    const { run, status } = state;
    if (!run || !status) return;
    this.#follow(run);
    this.#rule = status.effective;
    const phase = this.#state.get({ kind: 'phase', action: 'state' }, state, now);
    this.#progress.see(networkKey(run), phase);
    const tables = this.#tables.of({ run, state, theme, width, now, key: String(this.#count) });
    render(
      html`<div class="section-head"><h2>${localize('One step')}</h2>
          <p class="facts">${
            phase && phase.batch > 0 ? localize('{0} examples in the batch', formatCount(phase.batch)) : nothing
          }${phase?.cost === null || !phase ? nothing : html` · J = <b>${formatCost(phase.cost)}</b>`}</p></div>
        ${
          phase
            ? this.#phases(run, phase, status.state === 'running')
            : html`<p class="quiet">${this.#state.error || localize('The step comes in a moment.')}</p>`
        }
        ${this.#error === '' ? nothing : html`<p class="flag">${this.#error}</p>`}
        ${phase && this.#progress.isReview ? reviewNote(run, state.frame?.step ?? phase.step) : nothing}
        ${phase ? this.#explanation(run, phase) : nothing}
        ${this.#ofRate(state, now)}${tables}`,
      this.element,
    );
  }

  /** Messages and matrices of another network are none of this one. */
  #follow(run: RunDescription): void {
    if (networkKey(run) === this.#network) return;
    this.#network = networkKey(run);
    this.#tables.matrices.clear();
    this.#error = '';
  }

  #phases(run: RunDescription, phase: PhaseAnswer, running: boolean): TemplateResult {
    const { phases, position, over } = phase;
    const { explained, isReview, isUpdated } = this.#progress;
    const marks = isReview
      ? phaseMarks({ phases, position: -1 }, explained, true)
      : phaseMarks(phase, explained, isUpdated);
    const current = explained ? 'explained' : 'next';
    return html`<ol class="phases" aria-label=${localize('Phases of a step')}>${phases.map((one, index) => {
      const mark = marks[index] ?? '';
      const choose = (): void => this.#choose(one);
      return html`<li class=${mark} title=${phaseName(one)} aria-current=${mark.includes(current) ? 'step' : 'false'}>${
        mark.includes('done')
          ? html`<button aria-label="${phaseLabel(one)}: ${phaseName(one)}" @click=${choose}>${phaseLabel(one)}</button>`
          : phaseLabel(one)
      }</li>`;
    })}</ol>
    <div class="step-actions">
      <button class="primary" ?disabled=${over} @click=${() => this.#advance(run, 1)}>${
        running ? localize('Pause and do the next phase') : localize('Next phase')
      }: ${phaseName(phase.next)}</button>
      <button class="secondary" ?disabled=${over} @click=${() =>
        this.#advance(
          run,
          phases.length - position,
        )}>${position === 0 ? localize('Do a whole step') : localize('Finish the step')}</button>
    </div>
    ${
      over
        ? html`<p class="quiet">${localize(
            'The training is over. Reset it to its initial weights, or set more epochs, to do another step.',
          )}</p>`
        : nothing
    }`;
  }

  #explanation(run: RunDescription, phase: PhaseAnswer): TemplateResult {
    const { explained, isReview } = this.#progress;
    const rule = this.#ruleOf();
    if (!explained || !rule) return html`<p class="quiet">${introduction()}</p>`;
    const equations = equationsOf(run, explained, rule);
    const m = { count: isReview ? run.m : phase.batch, isBatch: !isReview };
    return html`<div class="phase-explained"><h3>${phaseName(explained)}</h3>
      ${equationLines(equations)}
      <p>${phaseSentence(run, explained, m, rule)} ${notesOf(run, explained, equations, m).join(' ')}</p></div>`;
  }

  #ofRate(state: ViewState, now: number): TemplateResult | typeof nothing {
    const rule = this.#ruleOf();
    if (this.#progress.explained?.kind !== 'update' || rule?.optimizer !== 'gradientDescent') return nothing;
    return this.#stableRate.of(rule.learningRate, state, now);
  }

  /** In a review the settings in force now. */
  #ruleOf(): RuleInForce | null {
    return this.#progress.isReview ? this.#rule : this.#progress.doneBy;
  }

  #choose(phase: Phase): void {
    this.#progress.choose(phase);
    this.#context.redraw();
  }

  #advance(run: RunDescription, times: number): void {
    this.#advancing = this.#advancing.then(() => this.#advanceNow(run, times));
  }

  async #advanceNow(run: RunDescription, times: number): Promise<void> {
    try {
      for (let i = 0; i < times; i++) {
        const rule = this.#rule;
        const before = this.#progress.phase;
        // What was kept of the step before is none of this one.
        if (!before || before.position === 0) this.#tables.matrices.clear();
        if (before?.live && before.next.kind === 'update') await this.#tables.matrices.keepParameters(run);
        const answer = await this.#context.ask({ kind: 'phase', action: 'advance' }, 'phase-advance');
        if (!answer?.done) return;
        this.#progress.advanced(answer, answer.done, rule);
        this.#count++;
        this.#state.set(answer);
      }
      this.#error = '';
    } catch (error) {
      this.#error = error instanceof Error ? error.message : String(error);
      this.#context.redraw();
    }
  }
}

function reviewNote(run: RunDescription, step: number): TemplateResult {
  return html`<p class="quiet">${localize(
    'The phases are shown with the weights of step {0}, over all {1} training examples.',
    formatCount(step),
    formatCount(run.m),
  )}</p>`;
}
