/** What a table trains with when nobody says how, and the text of it that is written beside a CSV, with a word on each value. */
import { hiddenActivations } from '../../core/network/network.ts';
import { optimizers } from '../../core/training/settings.ts';
import { noticeText } from '../wording/notice.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { type DatasetFacts, datasetFacts } from './datasetFacts.ts';
import { localize } from '../wording/localize.ts';
import { plural } from '../wording/plural.ts';
import { render } from '../text/render.ts';
import { type DataConfig, type NetworkConfig, networkConfigSchema } from '../schema/schema.ts';

/** Columns beyond this many are not listed: without the key all usable ones are taken. */
const maxFeatures = 16;
/** Units of a hidden layer at least, however few the examples are. */
const minUnits = 4;

/** The table and what to predict, with whatever else was said about the data. */
export type TableChoice = Omit<Partial<DataConfig>, 'target'> & {
  readonly file: string;
  readonly target: string | readonly string[];
};

/**
 * The schema's defaults, made smaller where the examples are few: no more units than the examples can settle, batches that
 * leave at least two steps an epoch, and no rows kept aside where the share would be none.
 * @param data with the target; the schema's own defaults come back when it does not fit the table.
 */
export function defaultConfig(data: TableChoice, summary: TableSummary): NetworkConfig {
  const config = networkConfigSchema.parse({ data });
  const { facts } = datasetFacts(config.data, summary);
  if (!facts) return config;
  const layers = config.network.layers.map((layer) => ({ ...layer, units: unitsFor(facts, layer.units) }));
  const batchSize = config.training.batchSize === 'full' ? 'full' : batchSizeFor(facts, config.training.batchSize);
  const split = facts.mValidation === 0 ? { ...config.data.split, validation: 0 } : config.data.split;
  return {
    data: { ...config.data, split },
    network: { ...config.network, layers },
    training: { ...config.training, batchSize },
  };
}

/** Halved until the parameters, n¹·(n_x + 1) + n_y·(n¹ + 1) of them, are no more than the examples. */
function unitsFor({ m, inputs, outputs }: DatasetFacts, most: number): number {
  const tooMany = (units: number) => units * (inputs + 1) + outputs * (units + 1) > m;
  let units = most;
  while (units > minUnits && tooMany(units)) units = Math.floor(units / 2);
  return units;
}

/** A power of two, at most half the examples. */
function batchSizeFor({ m }: DatasetFacts, most: number): number {
  return Math.min(most, 2 ** Math.max(0, Math.floor(Math.log2(m / 2))));
}

/**
 * Text of a `.nnconfig` for the table. It trains exactly as the table without a configuration does.
 * @param choice the target; without it the guessed one, or the last column when nothing could be guessed.
 */
export function configForCsv(
  fileName: string,
  summary: TableSummary,
  choice: { readonly target?: string | readonly string[] } = {},
): string {
  const target = choice.target ?? summary.target?.name ?? summary.columns.at(-1)?.name ?? 'target';
  const { data, network, training } = defaultConfig({ file: fileName, target }, summary);
  const { facts } = datasetFacts(data, summary);
  const value = (of: unknown) => render(of, { eol: '\n', indent: '  ' }, '    ');
  const hint = localize('Remove some to see what they were worth.');
  const features =
    facts && facts.features.length <= maxFeatures
      ? `\n    // ${hint}${leftOut(summary, facts)}\n    "features": ${value(facts.features)},`
      : '';
  const reason =
    choice.target === undefined && summary.target ? ` // ${oneLine(noticeText(summary.target.reason))}` : '';
  return `{
  // ${oneLine(headline(fileName, summary, target, facts))}
  "data": {
    "file": ${value(fileName)},
    "target": ${value(target)},${reason}${features}
    // ${localize('Rows kept aside to test the network on what it never saw.')}
    "split": ${value({ validation: data.split.validation, seed: data.split.seed })},
    "standardize": ${value(data.standardize)}
  },
  "network": {
    // ${localize('Hidden layers, from input to output; the output layer follows from the target.')}
    // ${localize('Activations: {0}.', hiddenActivations.join(', '))}
    "layers": [
${network.layers.map((layer) => `      ${render(layer, { eol: '\n', indent: '  ' }, '      ')}`).join(',\n')}
    ],
    "initialization": ${value({ scheme: network.initialization.scheme, seed: network.initialization.seed })}
  },
  // ${localize('All of this can be changed while the network learns.')}
  "training": {
    "optimizer": ${value(training.optimizer)}, // ${localize('or {0}', optimizers.filter((name) => name !== training.optimizer).join(', '))}
    "learningRate": ${value(training.learningRate)},
    "batchSize": ${value(training.batchSize)}, // ${localize('or "full": one step an epoch')}
    "epochs": ${value(training.epochs)},
    "l2": ${value(training.l2)}
  }
}
`;
}

/** What is no input, and why: a comment of its own line. */
function leftOut({ columns }: TableSummary, { features, targets }: DatasetFacts): string {
  const used = new Set([...features, ...targets]);
  const left = columns.filter(({ name }) => !used.has(name));
  if (left.length === 0) return '';
  const named = left.slice(0, maxFeatures).map(({ name, reason }) => `${name} (${noticeText(reason)})`);
  return `\n    // ${oneLine(localize('left out: {0}', `${named.join(', ')}${left.length > maxFeatures ? ', …' : ''}`))}`;
}

function headline(
  fileName: string,
  summary: TableSummary,
  target: string | readonly string[],
  facts: ReturnType<typeof datasetFacts>['facts'],
): string {
  const rows = `${fileName}, ${plural(summary.rows, 'row')}`;
  if (!facts) return rows;
  const what =
    typeof target === 'string' ? JSON.stringify(target) : target.map((name) => JSON.stringify(name)).join(', ');
  return localize(
    '{0}: predicts {1} ({2}) from {3}.',
    rows,
    what,
    kindText(facts),
    plural(facts.features.length, 'column'),
  );
}

/** What is to be predicted. */
function kindText({ task, outputs }: DatasetFacts): string {
  if (task === 'regression') return outputs > 1 ? localize('numbers') : localize('a number');
  return task === 'binary' ? localize('a yes/no question') : localize('{0} classes', outputs);
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
