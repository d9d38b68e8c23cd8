/** Columns that can be learned from and yet should make one think: constants, ids, scales far apart, batches larger than the data. */
import type { ColumnSummary, TableSummary } from '../../data/columns/summary.ts';
import { columnDoubts } from './columnDoubts.ts';
import { classProblems } from '../facts/classSplit.ts';
import { columnOf } from '../facts/columnProblems.ts';
import { noticeText } from '../wording/notice.ts';
import type { DatasetFacts } from '../facts/datasetFacts.ts';
import { short } from '../wording/markdown.ts';
import type { KeyProblem } from '../schema/problem.ts';
import type { NetworkConfig } from '../schema/schema.ts';
import { localize } from '../wording/localize.ts';

/** Ratio of standard deviations from which columns count as far apart. */
const farApart = 1000;

/** Warnings and hints about features, scales, split and batches. */
export function dataProblems(config: NetworkConfig, summary: TableSummary, facts: DatasetFacts): KeyProblem[] {
  return [
    ...featureProblems(config, summary),
    ...columnDoubts(config.data, summary, facts),
    ...scaleProblems(config, summary, facts),
    ...splitProblems(config, facts),
    ...classProblems(config.data, summary, facts),
    ...batchProblems(config, facts),
  ];
}

/** Only columns that the user listed: those left out by default are reported when the data are read. */
function featureProblems({ data }: NetworkConfig, summary: TableSummary): KeyProblem[] {
  const problems: KeyProblem[] = [];
  for (const [index, name] of (data.features ?? []).entries()) {
    const column = columnOf(summary, name);
    const details = { severity: 'warning', path: ['data', 'features', index] } as const;
    const quoted = JSON.stringify(name);
    if (column?.type === 'constant') {
      problems.push({
        ...details,
        code: 'constantFeature',
        values: [name],
        message: localize('The column {0} has only one value: there is nothing to learn from it. Remove it.', quoted),
      });
    } else if (column?.type === 'id') {
      const message = localize(
        'The column {0} looks like an id ({1}): what is learned from it will not hold for new rows. Remove ' +
          'it, or give it a type under "data.types".',
        quoted,
        noticeText(column.reason),
      );
      problems.push({ ...details, code: 'idFeature', message, values: [name, column.reason] });
    }
  }
  return problems;
}

function scaleProblems({ data }: NetworkConfig, summary: TableSummary, facts: DatasetFacts): KeyProblem[] {
  if (data.standardize) return [];
  const columns = facts.features
    .map((name) => columnOf(summary, name))
    .filter((column): column is ColumnSummary & { std: number } => column?.type === 'number' && (column.std ?? 0) > 0);
  const sorted = [...columns].sort((a, b) => a.std - b.std);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most || most.std / least.std < farApart) return [];
  const message = localize(
    'The columns {0} (standard deviation {1}) and {2} ({3}) are {4} times apart in scale, so that one ' +
      'learning rate cannot suit both. Set "standardize" to true.',
    JSON.stringify(least.name),
    short(least.std),
    JSON.stringify(most.name),
    short(most.std),
    short(Math.round(most.std / least.std)),
  );
  return [
    {
      code: 'scalesApart',
      severity: 'warning',
      path: ['data', 'standardize'],
      message,
      values: [least.name, least.std, most.name, most.std],
      columns: [least.name, most.name],
    },
  ];
}

function splitProblems({ data, training }: NetworkConfig, { mValidation, exact }: DatasetFacts): KeyProblem[] {
  const path = ['data', 'split', 'validation'];
  if (data.split.validation > 0 && !data.split.fold && mValidation === 0 && exact) {
    return [
      {
        code: 'emptyValidation',
        values: [],
        severity: 'warning',
        path,
        message: localize(
          'The table is so small that no row is kept aside: there will be no validation cost. Raise the share, or set it to 0.',
        ),
      },
    ];
  }
  if (mValidation === 0 && training.earlyStopping) {
    const message = localize(
      'Without a validation set early stopping watches the training cost, which says nothing about new ' +
        'rows. Set "data.split.validation" above 0.',
    );
    const stopping = ['training', 'earlyStopping'];
    return [{ code: 'stoppingOnTraining', severity: 'information', path: stopping, message, values: [] }];
  }
  return [];
}

function batchProblems({ training }: NetworkConfig, { m }: DatasetFacts): KeyProblem[] {
  if (training.batchSize === 'full' || training.batchSize <= m) return [];
  const message = localize(
    'A batch of {0} is larger than the {1} training examples: every step takes them all, as "full" does.',
    training.batchSize,
    m,
  );
  const values = [training.batchSize, m];
  return [{ code: 'batchAboveExamples', severity: 'information', path: ['training', 'batchSize'], message, values }];
}
