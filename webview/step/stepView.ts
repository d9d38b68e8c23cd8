/** One training step, phase by phase: what is computed, the numbers that come out, and the parameters before and after. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Phase } from '../../src/core/training/phases.ts';
import type { MatrixAnswer, PhaseAnswer } from '../../src/protocol/answers.ts';
import type { Answer } from '../../src/protocol/query.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { MatrixTerm } from '../matrix/expressions.ts';
import { matrixTable, type MatrixTableOptions } from '../matrix/matrixTable.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { digitsToDiffer } from '../kit/text/equationDigits.ts';
import { formatCost, formatCount, formatSetting } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { equationLines } from '../kit/text/equationMarkup.ts';
import { costSum, lossesOf, lossTable } from './costPart.ts';
import { equationsOf, introduction, notesOf, phaseLabel, phaseMarks, phaseName, phaseSentence } from './phaseText.ts';
import { termsOf } from './phaseTerms.ts';
import { type RuleInForce, StepProgress } from './stepProgress.ts';
import { maxOutputs, shownShape, StepMatrices } from './stepMatrices.ts';
import { type UpdateDigits, updateDigits } from './updateDigits.ts';

export class StepView implements PanelView {
  readonly id = 'step';
  readonly icon = 'debug-step-into';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #state: LiveQuery<'phase'>;
  readonly #matrices: StepMatrices;
  readonly #progress = new StepProgress();
  /** The settings in force. */
  #rule: RuleInForce | null = null;
  /** One phase after the other, however fast the button is pressed. */
  #advancing: Promise<void> = Promise.resolve();
  #count = 0;
  #error = '';
  #network = '';
  #width = 0;

  constructor(context: ViewContext) {
    this.#context = context;
    this.#matrices = new StepMatrices(context);
    this.#state = new LiveQuery(context, 'phase-state', 400);
    this.element.className = 'step-view';
  }

  get title(): string {
    return localize('Step');
  }

  update(state: ViewState, theme: Theme, width: number, now: number): void {
    const { run, status } = state;
    this.#width = width;
    if (!run || !status) return;
    this.#follow(run);
    this.#rule = status.effective;
    const phase = this.#state.get({ kind: 'phase', action: 'state' }, state, now);
    this.#progress.see(networkKey(run), phase);
    const tables = phase ? this.#tables(run, phase, state, theme, now) : nothing;
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
        ${tables}`,
      this.element,
    );
  }

  /** Messages and matrices of another network are none of this one. */
  #follow(run: RunDescription): void {
    if (networkKey(run) === this.#network) return;
    this.#network = networkKey(run);
    this.#matrices.clear();
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
        if (!before || before.position === 0) this.#matrices.clear();
        if (before?.live && before.next.kind === 'update') await this.#matrices.keepParameters(run);
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

  /** What the explained phase reads and writes; for an update the parameters before it and the gradients too. */
  #tables(
    run: RunDescription,
    phase: Answer<'phase'>,
    state: ViewState,
    theme: Theme,
    now: number,
  ): TemplateResult | typeof nothing {
    const explained = this.#progress.explained;
    if (!explained) return nothing;
    if (explained.kind === 'cost') return this.#costTables(run, phase, state, theme, now);
    if (explained.kind === 'update') {
      return html`${run.layers.map(
        ({ layer }) =>
          html`${(['W', 'b'] as const).map((which) => this.#moments(run, which, layer, state, theme, now))}`,
      )}`;
    }
    // The update has changed the weights: the phases before it read the old ones.
    const { isUpdated } = this.#progress;
    const answerTo = (term: MatrixTerm): Answer<'matrix'> | null =>
      isUpdated && (term.which === 'W' || term.which === 'b' || term.which === 'dA')
        ? this.#matrices.before(term, phase.step)
        : this.#matrix(run, term, state, now);
    return html`${termsOf(run, explained).map(
      (terms) =>
        html`<div class="expression-row">${terms.map((term) => this.#table(run, term, answerTo(term), theme))}</div>`,
    )}`;
  }

  #costTables(run: RunDescription, phase: PhaseAnswer, state: ViewState, theme: Theme, now: number): TemplateResult {
    const layer = run.layers.length;
    const ask = (which: 'Z' | 'A' | 'Y'): Answer<'matrix'> | null =>
      this.#matrix(run, { which, layer }, state, now, maxOutputs);
    const [Z, A, Y] = [ask('Z'), ask('A'), ask('Y')];
    const losses = Z && A && Y ? lossesOf(run, { Z, A, Y }) : null;
    return html`<div class="expression-row">${this.#table(run, { which: 'A', layer }, A, theme)}
        ${this.#table(run, { which: 'Y', layer }, Y, theme)}${losses && A ? lossTable(losses, A) : nothing}</div>
      ${losses && !this.#progress.isReview ? costSum(losses, phase.batch, this.#progress.cost) : nothing}`;
  }

  /** Before, gradient and after of W or of b, in a row of their own: plain gradient descent is an equation of the three. */
  #moments(
    run: RunDescription,
    which: 'W' | 'b',
    layer: number,
    state: ViewState,
    theme: Theme,
    now: number,
  ): TemplateResult {
    const { isReview, doneBy } = this.#progress;
    const term = { which, layer };
    const gradient = { which: which === 'W' ? 'dW' : 'db', layer } as const;
    const before = isReview ? null : this.#matrices.before(term, this.#progress.phase?.step ?? Number.NaN);
    const after = this.#matrix(run, term, state, now);
    const slope = this.#matrix(run, gradient, state, now);
    const rule = before && doneBy?.optimizer === 'gradientDescent' ? doneBy : null;
    const digits = digitsOf(before, rule && { gradient: slope, rate: rule.learningRate }, after);
    const moment = (
      sign: string,
      when: string,
      of: MatrixTerm,
      answer: MatrixAnswer | null,
      more: number,
    ): TemplateResult =>
      html`<div class="operand">${rule && sign !== '' ? html`<span class="sign">${sign}</span>` : nothing}
        <div class="moment"><p class="quiet">${when}</p>${this.#table(run, of, answer, theme, { more, scrolls: true })}</div></div>`;
    return html`<div class="expression-row moments">
      ${before ? moment('', localize('before'), term, before, digits.before) : nothing}
      ${moment(rule ? `− ${formatSetting(rule.learningRate)} ·` : '', localize('gradient'), gradient, slope, digits.gradient)}
      ${moment(digits.sign, isReview ? localize('at this step') : localize('after'), term, after, digits.after)}</div>`;
  }

  #matrix(
    run: RunDescription,
    term: MatrixTerm,
    state: ViewState,
    now: number,
    rows?: number,
  ): Answer<'matrix'> | null {
    const examples = this.#progress.isReview ? 'train' : 'step';
    const options = { examples, key: String(this.#count), ...(rows === undefined ? {} : { rows }) } as const;
    return this.#matrices.get(run, term, options, state, now);
  }

  #table(
    run: RunDescription,
    term: MatrixTerm,
    answer: MatrixAnswer | null,
    theme: Theme,
    more: Pick<MatrixTableOptions, 'more' | 'scrolls'> = {},
  ): TemplateResult {
    return matrixTable({
      term,
      shape: shownShape(run, term, answer),
      answer,
      theme,
      width: this.#width,
      ...more,
      markedRow: null,
      markedColumn: null,
    });
  }
}

function reviewNote(run: RunDescription, step: number): TemplateResult {
  return html`<p class="quiet">${localize(
    'The phases are shown with the weights of step {0}, over all {1} training examples.',
    formatCount(step),
    formatCount(run.m),
  )}</p>`;
}

/** Without an equation, as under Adam, only as many as show the changes. */
function digitsOf(
  before: MatrixAnswer | null,
  update: { readonly gradient: MatrixAnswer | null; readonly rate: number } | null,
  after: MatrixAnswer | null,
): UpdateDigits {
  if (before && update?.gradient && after)
    return updateDigits(before.values, update.gradient.values, after.values, update.rate);
  const more = before && after ? digitsToDiffer(before.values, after.values) : 0;
  return { before: more, gradient: 0, after: more, sign: '≈' };
}
