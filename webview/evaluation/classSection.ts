/** A classifier's evaluation: scores of each class; ROC, precision-recall and calibration of one. */
import { localize } from '../kit/text/l10n.ts';
import { html, type TemplateResult } from 'lit';
import type { ClassEvaluation } from '../../src/protocol/evaluationAnswer.ts';
import { formatCount, formatPercent, formatValue } from '../kit/text/number.ts';
import { plot } from './plot.ts';

export function classScores({ classes, macroF1 }: ClassEvaluation): TemplateResult {
  return html`<table class="scores"><caption>${localize('Each class')}</caption>
    <thead><tr><th scope="col">${localize('class')}</th><th scope="col">${localize('precision')}</th><th
      scope="col">${localize('recall')}</th><th scope="col">F1</th><th scope="col">${localize('examples')}</th></tr></thead>
    <tbody>${classes.map(
      ({ name, precision, recall, f1, support }) =>
        html`<tr>
          <th scope="row">${name}</th><td>${formatPercent(precision)}</td><td>${formatPercent(recall)}</td>
          <td>${formatPercent(f1)}</td><td>${formatCount(support)}</td></tr>`,
    )}
      <tr class="mean"><th
        scope="row">${localize('mean')}</th><td></td><td></td><td>${formatPercent(macroF1)}</td><td></td></tr></tbody></table>`;
}

export function classPlots(
  { roc, precisionRecall, calibration }: ClassEvaluation,
  output: string,
): readonly TemplateResult[] {
  const unit = [0, 1] as const;
  const diagonal = { kind: 'reference', x: unit, y: unit } as const;
  const number = (value: number | null): string => (value === null ? '–' : formatValue(value));
  return [
    plot({
      title: localize('ROC of {0}: AUC {1}', output, number(roc.auc)),
      summary: localize('Receiver operating characteristic of {0}, area under the curve {1}', output, number(roc.auc)),
      ...{ xLabel: localize('false positive rate'), yLabel: localize('recall (true positive rate)'), x: unit, y: unit },
      series: [diagonal, { kind: 'curve', x: roc.x, y: roc.y }],
    }),
    plot({
      title: localize('Precision-recall: average precision {0}', number(precisionRecall.auc)),
      summary: localize(
        'Precision against recall of {0}, average precision {1}; a guess has {2}',
        output,
        number(precisionRecall.auc),
        formatPercent(precisionRecall.share),
      ),
      ...{ xLabel: localize('recall'), yLabel: localize('precision'), x: unit, y: unit },
      series: [
        { kind: 'reference', x: unit, y: [precisionRecall.share, precisionRecall.share] },
        { kind: 'curve', x: precisionRecall.x, y: precisionRecall.y },
      ],
    }),
    plot({
      title: localize('Expected calibration error {0}', number(calibration.expectedError)),
      summary: localize(
        'How often {0} is true at each predicted probability; expected calibration error {1}, Brier score {2}',
        output,
        number(calibration.expectedError),
        number(calibration.brier),
      ),
      ...{ xLabel: localize('predicted probability'), yLabel: localize('true share'), x: unit, y: unit },
      series: [
        diagonal,
        { kind: 'curve', x: calibration.x, y: calibration.y },
        { kind: 'points', x: calibration.x, y: calibration.y, weights: calibration.counts },
      ],
    }),
  ];
}
