/** The views beside the overview, in the order of their tabs. */
import { EvaluationView } from '../evaluation/evaluationView.ts';
import { FitView } from '../fit/fitView.ts';
import { HistogramsView } from '../histograms/histogramsView.ts';
import { LessonsView } from '../lessons/lessonsView.ts';
import { MatrixView } from '../matrix/matrixView.ts';
import { StepView } from '../step/stepView.ts';
import { TableView } from '../table/tableView.ts';
import type { PanelView, ViewContext } from '../state/panelView.ts';

export function panelViews(context: ViewContext): readonly PanelView[] {
  const table = new TableView(context);
  const evaluation = new EvaluationView(context, (part, truth, predicted) => {
    table.showCell(part, truth, predicted);
    context.move({ tab: table.id });
  });
  return [
    new MatrixView(context),
    new StepView(context),
    new FitView(context),
    table,
    evaluation,
    new HistogramsView(context),
    new LessonsView(context),
  ];
}
