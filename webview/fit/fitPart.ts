/** The fit over one or two chosen columns: its choices, the picture, and the same in numbers. */
import { html, nothing, render, type TemplateResult } from 'lit';
import type { PlaneAnswer, SliceAnswer } from '../../src/protocol/answers.ts';
import type { ExampleAddress } from '../../src/protocol/subjects.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../kit/color/theme.ts';
import type { ViewState } from '../state/store.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatValue } from '../kit/text/number.ts';
import { exampleText } from '../kit/text/symbol.ts';
import { Unchanged } from '../kit/unchanged.ts';
import { LiveQuery } from '../state/liveQuery.ts';
import type { ViewContext } from '../state/panelView.ts';
import { drawCurves } from './curvePicture.ts';
import { curveSeries, sliceInput } from './curveScene.ts';
import { type Chosen, type FitChoice, inputOf } from './fitChoice.ts';
import { fitHead } from './fitHead.ts';
import { curveParts, examplesText, isWrong, outcomeParts, outputAt, type Reading } from '../kit/plot/outcomes.ts';
import { planeGrid, planePause, slicePause, slicePoints } from './pace.ts';
import { PlanePicture, surfaceOf } from './planePicture.ts';
import { type Cell, Plot, plotHeight, type PlotPicture } from '../kit/plot/plot.ts';
import { sharesOf, sharesOfStretch, winners } from './regions.ts';
import { classStyles, legend, seriesStyles } from '../kit/plot/series.ts';
import { classTable, curveRows, positionText, valueTable } from './tables.ts';

export class FitPart {
  readonly element = document.createElement('section');
  readonly #head = document.createElement('div');
  readonly #below = document.createElement('div');
  readonly #plot: Plot;
  readonly #plane: LiveQuery<'plane'>;
  readonly #slice: LiveQuery<'slice'>;
  readonly #picture = new PlanePicture();
  readonly #made = new Unchanged();
  #shown: Shown = { picture: null, below: html`` };
  readonly #choose: (chosen: Chosen) => void;

  constructor(context: ViewContext, run: RunDescription, choose: (chosen: Chosen) => void) {
    this.#choose = choose;
    this.#plane = new LiveQuery(context, 'fit', planePause(run));
    this.#slice = new LiveQuery(context, 'fit', slicePause(run));
    this.#plot = new Plot((example) => context.move({ example }), context.redraw);
    this.element.className = 'fit-part';
    this.element.append(this.#head, this.#plot.element, this.#below);
  }

  update(state: ViewState, theme: Theme, choice: FitChoice, width: number, now: number): void {
    const { run, ui } = state;
    if (!run) return;
    render(this.#headTemplate(run, choice, state), this.#head);
    const around: ExampleAddress | null =
      choice.others && ui.fit.around === 'example' ? { part: 'shown', index: ui.example } : null;
    const scene = { run, choice, theme, example: ui.example, width };
    if (choice.y === null) {
      const answer = this.#slice.get({ kind: 'slice', column: choice.x, points: slicePoints, around }, state, now);
      this.#show(scene, answer, this.#slice.error, (known) => this.#curve(scene, known));
    } else {
      const [x, y] = [inputOf(run, choice.x), inputOf(run, choice.y)];
      const answer = this.#plane.get(
        { kind: 'plane', x, y, grid: planeGrid(run), layer: run.layers.length, around },
        state,
        now,
      );
      this.#show(scene, answer, this.#plane.error, (known) => this.#overPlane(scene, known));
    }
  }

  /** Frames come more often than answers: what is the same is not made again, only the crosshair may have moved. */
  #show<A>(
    { choice, theme, example, width }: Scene,
    answer: A | null,
    error: string,
    make: (answer: A) => Shown,
  ): void {
    if (!this.#made.is(answer, error, choice.target, choice.others, choice.y === null, theme, example, width)) {
      this.#shown = answer
        ? make(answer)
        : { picture: null, below: html`<p class="quiet">${error || localize('The picture comes in a moment.')}</p>` };
      render(this.#shown.below, this.#below);
    }
    const { picture } = this.#shown;
    this.#plot.element.hidden = picture === null;
    if (picture) this.#plot.update(picture, theme, width);
  }

  #headTemplate(run: RunDescription, choice: FitChoice, { ui }: ViewState): TemplateResult {
    return html`<div class="section-head"><h2>${titleOf(run, choice)}</h2></div>${fitHead(run, choice, ui, this.#choose)}`;
  }

  #overPlane(scene: Scene, answer: PlaneAnswer): Shown {
    const { run, choice, theme, example } = scene;
    const input = { run, answer, target: choice.target, cursor: example };
    const { shown, values, units } = answer;
    const picture: PlotPicture = {
      ...{
        label: localize(
          '{0} over {1} and {2}: {3}',
          titleOf(run, choice),
          answer.x.name,
          answer.y.name,
          examplesText(run, shown),
        ),
      },
      ...{ height: plotHeight(scene.width), inputs: [answer, choice.target, example] },
      draw: (context, width, height, colors) => this.#picture.draw(context, width, height, colors, input),
      ...{ reading: (cell) => planeReading(scene, answer, cell), exampleCard: (one) => exampleCard(scene, shown, one) },
    };
    const isClasses = run.task !== 'regression';
    return {
      picture,
      below: html`${legend(classStyles(run, theme), 'shapes', { wrong: isClasses })}
        ${
          isClasses
            ? nothing
            : html`<p class="quiet">${localize('Points: the examples, in the color of what the file says.')}</p>`
        }${this.#note(choice)}
        ${
          isClasses
            ? classTable(
                run,
                { of: localize('share of the plane'), shares: sharesOf(winners(values, units), units) },
                shown,
                example,
              )
            : valueTable(run, choice.target, surfaceOf(input), shown, example)
        }`,
    };
  }

  #curve(scene: Scene, answer: SliceAnswer): Shown {
    const { run, choice, theme, example } = scene;
    const { shown, outputs, values } = answer;
    const input = sliceInput(run, answer, choice.target, example, theme);
    const reading = ({ column }: Cell): Reading => ({
      position: [`${answer.column} ${positionText(answer, column)}`],
      answer: curveParts(run, outputAt(values, outputs, column), choice.target),
    });
    const series = curveSeries(run, answer, choice.target, theme, { values, low: null, high: null });
    const picture: PlotPicture = {
      ...{
        label: localize('{0} over {1}: {2}', titleOf(run, choice), answer.column, examplesText(run, shown)),
        height: plotHeight(scene.width),
      },
      ...{
        inputs: [answer, choice.target, example],
        draw: (context, width, height) => drawCurves(context, width, height, theme, input),
      },
      ...{ reading, exampleCard: (one) => exampleCard(scene, shown, one) },
    };
    const isClasses = run.task !== 'regression';
    const isWords = answer.categories.length > 0;
    const curve = values.subarray(choice.target * answer.at.length, (choice.target + 1) * answer.at.length);
    return {
      picture,
      below: html`${run.task === 'multiclass' && !isWords ? legend(seriesStyles(run, theme, choice.target), 'lines', null) : nothing}
        ${legend(classStyles(run, theme), 'shapes', { wrong: isClasses })}<p
          class="quiet">${examplesNote(run)} ${isWords ? localize('Large: the network’s answer.') : nothing}</p>${this.#note(choice)}
        ${
          isClasses
            ? classTable(
                run,
                isWords ? null : { of: localize('of the x range'), shares: sharesOfStretch(values, outputs) },
                shown,
                example,
              )
            : valueTable(run, choice.target, curve, shown, example)
        }
        ${curveRows(run, answer, series, localize('ŷ over {0}', answer.column))}`,
    };
  }

  #note({ others, y }: FitChoice): TemplateResult | typeof nothing {
    if (!others) return nothing;
    const note =
      y === null
        ? localize(
            'Each example has its own values in the other columns, so its real answer can differ from what is drawn.',
          )
        : localize(
            'Each example has its own values in the other columns, so its real answer can differ from the color under it.',
          );
    return html`<p class="quiet">${note}</p>`;
  }
}

/** Where the examples stand over a curve. */
function examplesNote({ task }: RunDescription): string {
  if (task === 'regression') return localize('Points: what the file says of the examples.');
  return task === 'binary'
    ? localize('Points: the examples, at 0 % or 100 %, where the answer should be.')
    : localize('Points: the examples, at the probability of their own class.');
}

interface Scene {
  readonly run: RunDescription;
  readonly choice: FitChoice;
  readonly theme: Theme;
  readonly example: number;
  readonly width: number;
}

interface Shown {
  /** `null`: none yet. */
  readonly picture: PlotPicture | null;
  readonly below: TemplateResult;
}

function titleOf({ task }: RunDescription, { x, y, axes }: FitChoice): string {
  if (task === 'regression') return y === null ? localize('Regression curve') : localize('Regression surface');
  if (y !== null) return localize('Decision regions');
  return axes.includes(x) ? localize('Probability curve') : localize('Probabilities');
}

function planeReading(
  { run, choice }: Scene,
  { x, y, grid, values, units }: PlaneAnswer,
  { column, row }: Cell,
): Reading {
  const atX = x.min + ((column + 0.5) / grid) * (x.max - x.min);
  const atY = y.max - ((row + 0.5) / grid) * (y.max - y.min);
  const output = outputAt(values, units, row * grid + column);
  return {
    position: [`${x.name} ${formatValue(atX)}`, `${y.name} ${formatValue(atY)}`],
    answer: outcomeParts(run, output, choice.target),
  };
}

function exampleCard({ run, choice }: Scene, shown: PlaneAnswer['shown'], example: number): TemplateResult {
  const outputs = shown.output.length / run.shownExamples.length;
  const parts = choice.y === null ? curveParts : outcomeParts;
  return html`<b>${exampleText(run, example)}</b>${parts(
    run,
    outputAt(shown.output, outputs, example),
    choice.target,
  ).map((part) => html`<div>ŷ: ${part}</div>`)}
    ${isWrong(run, shown, example) ? html`<small class="flag">${localize('predicted wrongly')}</small>` : nothing}`;
}
