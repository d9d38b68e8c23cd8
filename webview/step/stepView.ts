/** One training step, phase by phase: what is computed, the numbers that come out, and the parameters before and after. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Phase } from '../../src/core/training/phases.ts';
import type { TrainingSettings } from '../../src/core/training/settings.ts';
import type { MatrixAnswer, PhaseAnswer } from '../../src/protocol/answers.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { type MatrixTerm, shapeOf } from '../matrix/expressions.ts';
import { matrixTable } from '../matrix/matrixTable.ts';
import { networkKey, type ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { digitsToDiffer } from '../kit/text/equationDigits.ts';
import { formatCost, formatCount, formatSetting } from '../kit/text/number.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';
import { phaseEquation, phaseLabel, phaseMarks, phaseName, phaseSentence, type StepRule } from './phaseText.ts';
import { type UpdateDigits, updateDigits } from './updateDigits.ts';

type RuleInForce = StepRule & Pick<TrainingSettings, 'learningRate'>;

const maxRows = 8;
const maxColumns = 6;

export class StepView implements PanelView {
  readonly id = 'step';
  readonly icon = 'debug-step-into';
  readonly element = document.createElement('div');
  readonly #context: ViewContext;
  readonly #state: LiveQuery<'phase'>;
  readonly #matrices = new Map<string, LiveQuery<'matrix'>>();
  /** The phase that was done last from here. */
  #done: Phase | null = null;
  /** The settings in force, and those that the last phase was done with. */
  #rule: RuleInForce | null = null;
  #doneBy: RuleInForce | null = null;
  #count = 0;
  /** Parameters as they were before the update. */
  #before = new Map<string, MatrixAnswer>();
  #error = '';
  #network = '';
  #width = 0;

  constructor(context: ViewContext) {
    this.#context = context;
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
    const tables = phase ? this.#tables(run, phase, state, theme, now) : nothing;
    render(
      html`<div class="section-head"><h2>${localize('One step')}</h2>
          <p class="facts">${
            phase && phase.batch > 0 ? localize('{0} examples in the batch', formatCount(phase.batch)) : nothing
          }${phase?.cost === null || !phase ? nothing : html` · J = <b>${formatCost(phase.cost)}</b>`}</p></div>
        ${
          phase
            ? this.#phases(phase, status.state === 'running')
            : html`<p class="quiet">${this.#state.error || localize('The step comes in a moment.')}</p>`
        }
        ${this.#error === '' ? nothing : html`<p class="flag">${this.#error}</p>`}
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
    this.#before.clear();
    this.#error = '';
  }

  #phases(phase: PhaseAnswer, running: boolean): TemplateResult {
    const { phases, position, over } = phase;
    const marks = phaseMarks(phase, this.#done);
    const current = this.#done ? 'explained' : 'next';
    return html`<ol class="phases" aria-label=${localize('Phases of a step')}>${phases.map(
      (one, index) =>
        html`<li class=${marks[index] ?? ''} title=${phaseName(one)} aria-current=${
          marks[index]?.includes(current) ? 'step' : 'false'
        }>${phaseLabel(one)}</li>`,
    )}</ol>
    <div class="step-actions">
      <button class="primary" ?disabled=${over} @click=${() => void this.#advance(1)}>${
        running ? localize('Pause and do the next phase') : localize('Next phase')
      }: ${phaseName(phase.next)}</button>
      <button class="secondary" ?disabled=${over} @click=${() =>
        void this.#advance(
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
    if (!this.#done || !this.#doneBy)
      return html`<p class="quiet">${localize(
        'A step goes forward through the layers, looks at the cost, goes backward for the gradients, and updates the weights. Do its phases one by one.',
      )}</p>`;
    return html`<div class="phase-explained"><h3>${phaseName(this.#done)}</h3>
      <p class="equation">${phaseEquation(run, this.#done, this.#doneBy)}</p>
      <p>${phaseSentence(run, this.#done, phase.batch, this.#doneBy)}</p></div>`;
  }

  async #advance(times: number): Promise<void> {
    try {
      for (let i = 0; i < times; i++) {
        const rule = this.#rule;
        const answer = await this.#context.ask({ kind: 'phase', action: 'advance' }, 'phase-advance');
        if (!answer?.done) return;
        this.#done = answer.done;
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

  /** What the last phase wrote; for an update the parameters before it and the gradients too. */
  #tables(
    run: RunDescription,
    phase: PhaseAnswer,
    state: ViewState,
    theme: Theme,
    now: number,
  ): TemplateResult | typeof nothing {
    if (phase.next.kind === 'update') this.#remember(run, state, now);
    const done = this.#done;
    if (!done || done.kind === 'cost') return nothing;
    const one = (term: MatrixTerm): TemplateResult =>
      this.#table(run, term, this.#matrix(run, term, state, now), theme);
    if (done.kind === 'update') {
      return html`${run.layers.map(
        ({ layer }) =>
          html`${(['W', 'b'] as const).map((which) => this.#moments(run, which, layer, state, theme, now))}`,
      )}`;
    }
    const { layer } = done;
    const terms: MatrixTerm[] =
      done.kind === 'forward'
        ? [
            { which: 'Z', layer },
            { which: 'A', layer },
          ]
        : [
            { which: 'dZ', layer },
            { which: 'dW', layer },
            { which: 'db', layer },
          ];
    return html`<div class="expression-row">${terms.map(one)}</div>`;
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
    const before = this.#before.get(`${which}:${layer}`) ?? null;
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

  #remember(run: RunDescription, state: ViewState, now: number): void {
    for (const { layer } of run.layers) {
      for (const which of ['W', 'b'] as const) {
        const answer = this.#matrix(run, { which, layer }, state, now);
        if (answer) this.#before.set(`${which}:${layer}`, answer);
      }
    }
  }

  #matrix(run: RunDescription, term: MatrixTerm, state: ViewState, now: number): MatrixAnswer | null {
    const { which, layer } = term;
    const slot = `step ${which}:${layer}`;
    const fetched = this.#matrices.get(slot) ?? new LiveQuery<'matrix'>(this.#context, slot);
    this.#matrices.set(slot, fetched);
    const [, columns] = shapeOf(run, term);
    const query = {
      kind: 'matrix',
      which,
      layer,
      examples: 'step',
      rows: { from: 0, count: maxRows },
      columns: { from: 0, count: Math.min(columns, maxColumns) },
    } as const;
    return fetched.get(query, state, now, String(this.#count));
  }

  #table(run: RunDescription, term: MatrixTerm, answer: MatrixAnswer | null, theme: Theme, more = 0): TemplateResult {
    return matrixTable({
      term,
      shape: answer?.shape ?? shapeOf(run, term),
      answer,
      theme,
      width: this.#width,
      more,
      markedRow: null,
      markedColumn: null,
    });
  }
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
