/** The matrices of the phase that is explained, each cell of which opens its arithmetic: what is read, then what is written. */
import { html, nothing, type TemplateResult } from 'lit';
import { updateEquations } from '../../src/equations/update.ts';
import type { MatrixAnswer } from '../../src/protocol/answers.ts';
import type { CellAddress, CellName, MatrixName } from '../../src/protocol/subjects.ts';
import type { Answer } from '../../src/protocol/query.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import { digitsToDiffer } from '../kit/text/equationDigits.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatSetting } from '../kit/text/number.ts';
import { CellReader } from '../matrix/cellReader.ts';
import { cellSentence } from '../matrix/cellSentence.ts';
import type { MatrixTerm } from '../matrix/expressions.ts';
import { matrixTable, type MatrixTableOptions } from '../matrix/matrixTable.ts';
import type { ViewContext } from '../state/panelView.ts';
import type { ViewState } from '../state/store.ts';
import { costSum, lossesOf, lossTable } from './costPart.ts';
import { phaseLabel } from './phaseText.ts';
import { termsOf } from './phaseTerms.ts';
import { maxOutputs, shownShape, StepMatrices } from './stepMatrices.ts';
import type { StepProgress } from './stepProgress.ts';
import { type UpdateDigits, updateDigits } from './updateDigits.ts';

/** What the tables of one drawing are made with. */
export interface StepScene {
  readonly run: RunDescription;
  readonly state: ViewState;
  readonly theme: Theme;
  readonly width: number;
  readonly now: number;
  /** Counts the phases done from here: numbers are asked for again after each. */
  readonly key: string;
}

/** One of the matrices around an update. */
interface Moment {
  readonly sign: string;
  readonly when: string;
  readonly term: MatrixTerm;
  readonly answer: MatrixAnswer | null;
  readonly more: number;
  readonly isBefore?: boolean;
}

export class StepTables {
  readonly matrices: StepMatrices;
  readonly #cells: CellReader;
  readonly #progress: StepProgress;
  readonly #redraw: () => void;
  /** The cell whose arithmetic is open, of this phase alone. */
  #chosen: CellAddress | null = null;
  #page = '';

  constructor(context: ViewContext, progress: StepProgress) {
    this.matrices = new StepMatrices(context);
    this.#cells = new CellReader(context, 'step cell');
    this.#progress = progress;
    this.#redraw = context.redraw;
  }

  /** For an update the parameters before it and the gradients too. */
  of(scene: StepScene): TemplateResult | typeof nothing {
    const { explained, isReview, phase } = this.#progress;
    if (!explained || !phase) return nothing;
    const page = `${phaseLabel(explained)} ${isReview}`;
    if (page !== this.#page) this.#chosen = null;
    this.#page = page;
    return html`<p class="quiet cell-hint">${localize('Click a cell to see how it is computed.')}</p>${this.#rows(scene, phase)}`;
  }

  #rows(scene: StepScene, phase: Answer<'phase'>): TemplateResult {
    const { explained, isUpdated } = this.#progress;
    if (explained?.kind === 'cost') return this.#costTables(scene, phase);
    if (!explained || explained.kind === 'update')
      return html`${scene.run.layers.map(({ layer }) => (['W', 'b'] as const).map((which) => this.#moments(scene, which, layer)))}`;
    // The update has changed the weights: the phases before it read the old ones.
    const isOld = ({ which }: MatrixTerm): boolean => isUpdated && ['W', 'b', 'dA'].includes(which);
    const drawn = (term: MatrixTerm): TemplateResult => {
      const answer = isOld(term) ? this.matrices.before(term, phase.step) : this.#matrix(scene, term);
      // The run tells the arithmetic of weights as they are now.
      return this.#table(scene, term, answer, { fixed: isUpdated && (term.which === 'W' || term.which === 'b') });
    };
    return html`${termsOf(scene.run, explained).map(
      (terms) => html`<div class="expression-row">${terms.map(drawn)}</div>
      ${this.#sentence(
        scene,
        terms.map(({ which, layer }) => `${which}:${layer}`),
      )}`,
    )}`;
  }

  /** The arithmetic of the chosen cell, if it is in one of these matrices. */
  #sentence(scene: StepScene, names: readonly string[]): TemplateResult | typeof nothing {
    const chosen = this.#chosen;
    if (!chosen || !names.includes(`${chosen.which}:${chosen.layer}`)) return nothing;
    const { run, state, now, key } = scene;
    const answer = this.#cells.get(chosen, this.#examples, state, now, key);
    if (answer) return cellSentence(run, answer);
    return html`<div class="cell-sentence"><p class="quiet">${this.#cells.error}</p></div>`;
  }

  get #examples(): 'train' | 'step' {
    return this.#progress.isReview ? 'train' : 'step';
  }

  #costTables(scene: StepScene, phase: Answer<'phase'>): TemplateResult {
    const layer = scene.run.layers.length;
    const ask = (which: 'Z' | 'A' | 'Y'): Answer<'matrix'> | null => this.#matrix(scene, { which, layer }, maxOutputs);
    const [Z, A, Y] = [ask('Z'), ask('A'), ask('Y')];
    const losses = Z && A && Y ? lossesOf(scene.run, { Z, A, Y }) : null;
    const chosen = this.#chosen?.which === 'loss' ? this.#chosen.column : null;
    const choose = (column: number): void => this.#choose('loss', layer, 0, column);
    const names = [`A:${layer}`, `Y:${layer}`, `loss:${layer}`];
    return html`<div class="expression-row">${this.#table(scene, { which: 'A', layer }, A)}
        ${this.#table(scene, { which: 'Y', layer }, Y)}${losses && A ? lossTable(losses, A, chosen, choose) : nothing}</div>
      ${this.#sentence(scene, names)}
      ${losses && !this.#progress.isReview ? costSum(losses, phase.batch, this.#progress.cost) : nothing}`;
  }

  /** Before, gradient, averages and after of W or of b, in a row of their own: plain gradient descent is an equation of three. */
  #moments(scene: StepScene, which: 'W' | 'b', layer: number): TemplateResult {
    const { isReview, doneBy, phase } = this.#progress;
    const term = { which, layer };
    const gradient = { which: which === 'W' ? 'dW' : 'db', layer } as const;
    const before = isReview ? null : this.matrices.before(term, phase?.step ?? Number.NaN);
    const [slope, after] = [this.#matrix(scene, gradient), this.#matrix(scene, term)];
    const rule = before && doneBy?.optimizer === 'gradientDescent' ? doneBy : null;
    const digits = digitsOf(before, rule && { gradient: slope, rate: rule.learningRate }, after);
    const own = { when: localize('before'), term, answer: before, more: digits.before };
    const averages = isReview ? [] : this.#averages(which, layer);
    const moments: readonly Moment[] = [
      ...(before ? [{ ...own, sign: '', isBefore: true }] : []),
      {
        ...{ sign: rule ? `− ${formatSetting(rule.learningRate)} ·` : '', when: localize('gradient') },
        ...{ term: gradient, answer: slope, more: digits.gradient },
      },
      ...averages.map((average) => ({
        ...{ sign: '', when: localize('average'), term: average, more: 0 },
        answer: this.#matrix(scene, average),
      })),
      {
        ...{ sign: rule ? digits.sign : '', when: isReview ? localize('at this step') : localize('after') },
        ...{ term, answer: after, more: digits.after },
      },
    ];
    return html`<div class="expression-row moments">${moments.map((moment) => this.#moment(scene, moment))}</div>
      ${this.#sentence(
        scene,
        moments.map((moment) => `${moment.term.which}:${layer}`),
      )}`;
  }

  /** What the optimizer keeps of these gradients. */
  #averages(which: 'W' | 'b', layer: number): readonly MatrixTerm[] {
    const { doneBy } = this.#progress;
    if (!doneBy) return [];
    return updateEquations(doneBy.optimizer, layer).flatMap(({ left }) =>
      left.kind === 'average' && left.of === which ? [{ which: `${left.letter}${which}` as MatrixName, layer }] : [],
    );
  }

  #moment(scene: StepScene, { sign, when, term, answer, more, isBefore }: Moment): TemplateResult {
    const options = { more, scrolls: true, fixed: isBefore === true };
    return html`<div class="operand">${sign === '' ? nothing : html`<span class="sign">${sign}</span>`}
      <div class="moment"><p class="quiet">${when}</p>${this.#table(scene, term, answer, options)}</div></div>`;
  }

  #matrix({ run, state, now, key }: StepScene, term: MatrixTerm, rows?: number): Answer<'matrix'> | null {
    const options = { examples: this.#examples, key, ...(rows === undefined ? {} : { rows }) } as const;
    return this.matrices.get(run, term, options, state, now);
  }

  #table(
    { run, theme, width }: StepScene,
    term: MatrixTerm,
    answer: MatrixAnswer | null,
    { fixed = false, ...more }: Pick<MatrixTableOptions, 'more' | 'scrolls'> & { readonly fixed?: boolean } = {},
  ): TemplateResult {
    const { which, layer } = term;
    const isHere = !fixed && this.#chosen?.which === which && this.#chosen.layer === layer;
    return matrixTable({
      ...{ term, shape: shownShape(run, term, answer), answer, theme, width, ...more },
      markedRow: isHere ? (this.#chosen?.row ?? null) : null,
      markedColumn: isHere ? (this.#chosen?.column ?? null) : null,
      ...(fixed ? {} : { ownKeys: true, choose: (row, column) => this.#choose(which, layer, row, column) }),
    });
  }

  #choose(which: CellName, layer: number, row: number, column: number): void {
    this.#chosen = { which, layer, row, column };
    this.#redraw();
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
  return { before: more, gradient: 0, after: more, sign: '≈' };
}
