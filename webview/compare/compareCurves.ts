/** The curves of all runs in one chart. */
import type { ComparedRuns } from '../../src/protocol/compare/runsComparison.ts';
import type { Series } from '../chart/curveChart.ts';
import type { Rgb } from '../kit/color/oklab.ts';
import type { Theme } from '../kit/color/theme.ts';
import { dashOf } from '../kit/plot/series.ts';
import { localize } from '../kit/text/l10n.ts';
import { Unchanged } from '../kit/unchanged.ts';
import { axisNames, ChosenCurves, chosenPoints } from './chosenCurves.ts';
import { type CompareUi, compareAxes, compareFigures } from './compareUi.ts';

/** Of the run at that place: no two of twenty have the same colour and dashes. */
export function lineOf(theme: Theme, index: number): { readonly color: Rgb; readonly dash: readonly number[] } {
  return { color: theme.lines[index % theme.lines.length] ?? theme.foreground, dash: dashOf(index) };
}

export class CompareCurves extends ChosenCurves<CompareUi['x'], CompareUi['y']> {
  readonly #drawn = new Unchanged();

  show(names: readonly string[], compared: ComparedRuns, ui: CompareUi, theme: Theme): void {
    if (this.#drawn.is(compared, ui.x, ui.y, ui.logX, ui.logY, theme)) return;
    const metric = compared.records.every(({ isShare }) => isShare) ? localize('accuracy') : 'R²';
    const series = compared.curves.map((curve, index): Series => {
      const points = chosenPoints(curve[ui.x], curve[ui.y], ui);
      return { label: names[index] ?? '', ...lineOf(theme, index), faint: false, points };
    });
    const [ofX, ofY] = [axisNames(), figureNames(metric)];
    const [axes, figures] = [
      new Map(compareAxes.map((x) => [x, ofX[x]])),
      new Map(compareFigures.map((y) => [y, ofY[y]])),
    ];
    const isShare = metric !== 'R²' && ui.y.endsWith('Metric');
    this.update({ ui, axes, figures, series, isShare }, theme);
  }
}

function figureNames(metric: string): Readonly<Record<CompareUi['y'], string>> {
  return {
    cost: localize('training cost'),
    validationCost: localize('validation cost'),
    trainMetric: localize('training {0}', metric),
    validationMetric: localize('validation {0}', metric),
  };
}
