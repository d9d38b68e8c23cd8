/** A classifier's evaluation: confusion matrix, scores of each class, ROC, precision-recall and calibration of one. */
import { html, type TemplateResult } from 'lit';
import type { ClassEvaluation } from '../../src/protocol/evaluationAnswer.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { Theme } from '../color/theme.ts';
import { formatCount, formatPercent, formatValue } from '../text/number.ts';
import { confusionTable } from './confusionTable.ts';
import { plot } from './plot.ts';

export function classSection(
  run: RunDescription,
  evaluation: ClassEvaluation,
  output: string,
  theme: Theme,
  open: (truth: number, predicted: number) => void,
): TemplateResult {
  return html`<div class="evaluation-grid">
      ${confusionTable(run.classes, evaluation.confusion, theme, open)}
      ${scores(evaluation)}
    </div>
    <div class="plots">${plots(evaluation, output)}</div>`;
}

function scores({ classes, macroF1 }: ClassEvaluation): TemplateResult {
  return html`<table class="scores"><caption>Each class</caption>
    <thead><tr><th scope="col">class</th><th scope="col">precision</th><th scope="col">recall</th><th scope="col">F1</th><th scope="col">examples</th></tr></thead>
    <tbody>${classes.map(({ name, precision, recall, f1, support }) => html`<tr><th scope="row">${name}</th><td>${formatPercent(precision)}</td><td>${formatPercent(recall)}</td><td>${formatPercent(f1)}</td><td>${formatCount(support)}</td></tr>`)}
      <tr class="mean"><th scope="row">mean</th><td></td><td></td><td>${formatPercent(macroF1)}</td><td></td></tr></tbody></table>`;
}

function plots({ roc, precisionRecall, calibration }: ClassEvaluation, output: string): readonly TemplateResult[] {
  const unit = [0, 1] as const;
  const diagonal = { kind: 'reference', x: unit, y: unit } as const;
  const number = (value: number | null): string => (value === null ? '–' : formatValue(value));
  return [
    plot({
      title: `ROC of ${output}: AUC ${number(roc.auc)}`,
      summary: `Receiver operating characteristic of ${output}, area under the curve ${number(roc.auc)}`,
      ...{ xLabel: 'false alarms', yLabel: 'found', x: unit, y: unit },
      series: [diagonal, { kind: 'curve', x: roc.x, y: roc.y }],
    }),
    plot({
      title: `Precision-recall: ${number(precisionRecall.auc)}`,
      summary: `Precision against recall of ${output}, average precision ${number(precisionRecall.auc)}; a guess has ${formatPercent(precisionRecall.share)}`,
      ...{ xLabel: 'recall', yLabel: 'precision', x: unit, y: unit },
      series: [
        { kind: 'reference', x: unit, y: [precisionRecall.share, precisionRecall.share] },
        { kind: 'curve', x: precisionRecall.x, y: precisionRecall.y },
      ],
    }),
    plot({
      title: `Calibration: error ${number(calibration.expectedError)}`,
      summary: `How often ${output} is true at each predicted probability; expected calibration error ${number(calibration.expectedError)}, Brier score ${number(calibration.brier)}`,
      ...{ xLabel: 'predicted probability', yLabel: 'true share', x: unit, y: unit },
      series: [diagonal, { kind: 'curve', x: calibration.x, y: calibration.y }, { kind: 'points', x: calibration.x, y: calibration.y }],
    }),
  ];
}
