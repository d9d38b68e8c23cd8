/** One training step, phase by phase: what is computed, the numbers that come out, and the parameters before and after. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Phase } from '../../src/core/training/phases.ts';
import type { TrainingSettings } from '../../src/core/training/settings.ts';
import type { StepRule } from '../../src/equations/step.ts';
import type { MatrixAnswer, PhaseAnswer } from '../../src/protocol/answers.ts';
import type { Answer } from '../../src/protocol/query.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { MatrixTerm } from '../matrix/expressions.ts';
import { matrixTable } from '../matrix/matrixTable.ts';
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
import { maxOutputs, shownShape, StepMatrices } from './stepMatrices.ts';
import { type UpdateDigits, updateDigits } from './updateDigits.ts';

type RuleInForce = StepRule & Pick<TrainingSettings, 'learningRate'>;

export class StepView implements PanelView {
  readonly id = 'step';
  readonly icon = 'debug-step-into';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #state: LiveQuery<'phase'>;
  readonly #matrices: StepMatrices;
  /** The phase that was done last from here. */
  #done: Phase | null = null;
  /** A finished phase that was clicked; `null`: the one done last is explained. */
  #chosen: Phase | null = null;
  /** As the run told last, and J with its penalty while they are of this step. */
  #phase: Answer<'phase'> | null = null;
  #cost: Pick<PhaseAnswer, 'cost' | 'penalty'> = { cost: null, penalty: null };
  /** The settings in force, and those that the last phase was done with. */
  #rule: RuleInForce | null = null;
  #doneBy: RuleInForce | null = null;
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
    this.#phase = phase;
    if (phase?.penalty != null) this.#cost = phase;
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
        ${phase && this.#isReview ? reviewNote(run, state.frame?.step ?? phase.step) : nothing}
        ${phase ? this.#explanation(run, phase) : nothing}
        ${tables}`,
      this.element,
    );
  }

  /** What was done with another network is no phase of this one. */
  #follow(run: RunDescription): void {
    if (networkKey(run) === this.#network) return;
    this.#network = networkKey(run);
    this.#done = null;
    this.#doneBy = null;
    this.#chosen = null;
    this.#phase = null;
    this.#matrices.clear();
    this.#error = '';
  }

  /** A past step, or the end of a training: all phases can be looked at, with the weights as they are there. */
  get #isReview(): boolean {
    return this.#phase !== null && (!this.#phase.live || (this.#phase.over && this.#done === null));
  }

  get #explained(): Phase | null {
    return this.#chosen ?? (this.#isReview ? null : this.#done);
  }

  #phases(run: RunDescription, phase: PhaseAnswer, running: boolean): TemplateResult {
    const { phases, position, over } = phase;
    const explained = this.#explained;
    const ended = !this.#isReview && this.#done?.kind === 'update' && position === 0;
    const marks = this.#isReview
      ? phaseMarks({ phases, position: -1 }, explained, true)
      : phaseMarks(phase, explained, ended);
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
      <button class="primary" ?disabled=${over} @click=${() => void this.#advance(run, 1)}>${
        running ? localize('Pause and do the next phase') : localize('Next phase')
      }: ${phaseName(phase.next)}</button>
      <button class="secondary" ?disabled=${over} @click=${() =>
        void this.#advance(
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
    const explained = this.#explained;
    const rule = this.#ruleOf();
    if (!explained || !rule) return html`<p class="quiet">${introduction()}</p>`;
    const equations = equationsOf(run, explained, rule);
    const m = this.#isReview ? run.m : phase.batch;
    return html`<div class="phase-explained"><h3>${phaseName(explained)}</h3>
      ${equationLines(equations)}
      <p>${phaseSentence(run, explained, m, rule)} ${notesOf(run, explained, equations, m).join(' ')}</p></div>`;
  }

  /** In a review the settings in force now. */
  #ruleOf(): RuleInForce | null {
    return this.#isReview ? this.#rule : this.#doneBy;
  }

  #choose(phase: Phase): void {
    this.#chosen = phase;
    this.#context.redraw();
  }

  async #advance(run: RunDescription, times: number): Promise<void> {
    try {
      for (let i = 0; i < times; i++) {
        const rule = this.#rule;
        if (this.#phase?.next.kind === 'update') await this.#matrices.keepParameters(run);
        const answer = await this.#context.ask({ kind: 'phase', action: 'advance' }, 'phase-advance');
        if (!answer?.done) return;
        this.#done = answer.done;
        this.#chosen = null;
        this.#phase = answer;
        this.#doneBy = rule && { ...rule, learningRate: answer.learningRate };
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
    phase: PhaseAnswer,
    state: ViewState,
    theme: Theme,
    now: number,
  ): TemplateResult | typeof nothing {
    const explained = this.#explained;
    if (!explained) return nothing;
    if (explained.kind === 'cost') return this.#costTables(run, phase, state, theme, now);
    if (explained.kind === 'update') {
      return html`${run.layers.map(
        ({ layer }) =>
          html`${(['W', 'b'] as const).map((which) => this.#moments(run, which, layer, state, theme, now))}`,
      )}`;
    }
    // The update has changed the weights: the phases before it read the old ones.
    const isUpdated = !this.#isReview && this.#done?.kind === 'update' && phase.position === 0;
    const answerTo = (term: MatrixTerm): MatrixAnswer | null =>
      isUpdated && (term.which === 'W' || term.which === 'b')
        ? this.#matrices.before(term)
        : this.#matrix(run, term, state, now);
    return html`${termsOf(run, explained).map(
      (terms) =>
        html`<div class="expression-row">${terms.map((term) => this.#table(run, term, answerTo(term), theme))}</div>`,
    )}`;
  }

  #costTables(run: RunDescription, phase: PhaseAnswer, state: ViewState, theme: Theme, now: number): TemplateResult {
    const layer = run.layers.length;
    const ask = (which: 'Z' | 'A' | 'Y'): MatrixAnswer | null =>
      this.#matrix(run, { which, layer }, state, now, maxOutputs);
    const [Z, A, Y] = [ask('Z'), ask('A'), ask('Y')];
    const losses = Z && A && Y ? lossesOf(run, { Z, A, Y }) : null;
    const known = phase.penalty === null ? this.#cost : phase;
    return html`<div class="expression-row">${this.#table(run, { which: 'A', layer }, A, theme)}
        ${this.#table(run, { which: 'Y', layer }, Y, theme)}${losses && A ? lossTable(losses, A) : nothing}</div>
      ${losses && !this.#isReview ? costSum(losses, phase.batch, known) : nothing}`;
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
    const term = { which, layer };
    const gradient = { which: which === 'W' ? 'dW' : 'db', layer } as const;
    const before = this.#isReview ? null : this.#matrices.before(term);
    const after = this.#matrix(run, term, state, now);
    const slope = this.#matrix(run, gradient, state, now);
    const rule = before && this.#doneBy?.optimizer === 'gradientDescent' ? this.#doneBy : null;
    const digits = digitsOf(before, rule && { gradient: slope, rate: rule.learningRate }, after);
    const moment = (
      sign: string,
      when: string,
      of: MatrixTerm,
      answer: MatrixAnswer | null,
      more: number,
    ): TemplateResult =>
      html`<div class="operand">${rule && sign !== '' ? html`<span class="sign">${sign}</span>` : nothing}
        <div class="moment"><p class="quiet">${when}</p>${this.#table(run, of, answer, theme, more)}</div></div>`;
    return html`<div class="expression-row moments">
      ${before ? moment('', localize('before'), term, before, digits.before) : nothing}
      ${moment(rule ? `− ${formatSetting(rule.learningRate)} ·` : '', localize('gradient'), gradient, slope, digits.gradient)}
      ${moment(digits.sign, localize('after'), term, after, digits.after)}</div>`;
  }

  #matrix(run: RunDescription, term: MatrixTerm, state: ViewState, now: number, rows?: number): MatrixAnswer | null {
    const examples = this.#isReview ? 'train' : 'step';
    const options = { examples, key: String(this.#count), ...(rows === undefined ? {} : { rows }) } as const;
    return this.#matrices.get(run, term, options, state, now);
  }

  #table(run: RunDescription, term: MatrixTerm, answer: MatrixAnswer | null, theme: Theme, more = 0): TemplateResult {
    return matrixTable({
      term,
      shape: shownShape(run, term, answer),
      answer,
      theme,
      width: this.#width,
      more,
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
  return { before: more, gradient: 0, after: more, sign: '=' };
}
