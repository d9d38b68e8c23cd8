/** What a table trains with when nobody says how, and the text of it that is written beside a CSV, with a word on each value. */
import { hiddenActivations } from '../../core/network/network.ts';
import { optimizers } from '../../core/training/settings.ts';
import { noticeText } from '../wording/notice.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { type DatasetFacts, datasetFacts } from './datasetFacts.ts';
import { tableDefaults } from './tableDefaults.ts';
import { localize } from '../wording/localize.ts';
import { plural } from '../wording/plural.ts';
import { render } from '../text/render.ts';
import { type DataConfig, type NetworkConfig, networkConfigSchema, type TrainingConfig } from '../schema/schema.ts';

/** Columns beyond this many are not listed: without the key all usable ones are taken. */
const maxFeatures = 16;
/** The table and what to predict, with whatever else was said about the data. */
export type TableChoice = Omit<Partial<DataConfig>, 'target'> & {
  readonly file: string;
  readonly target: string | readonly string[];
};

/**
 * The schema's defaults, with what depends on the table chosen for it (`tableDefaults`), and no rows kept aside where the share would
 * be none.
 * @param data with the target; the schema's own defaults come back when it does not fit the table.
 */
export function defaultConfig(data: TableChoice, summary: TableSummary): NetworkConfig {
  const config = networkConfigSchema.parse({ data });
  const { facts } = datasetFacts(config.data, summary);
  if (!facts) return config;
  const { units, activation, patience, ...training } = tableDefaults(facts);
  const split = facts.mValidation === 0 ? { ...config.data.split, validation: 0 } : config.data.split;
  const stopping = patience === null ? {} : { earlyStopping: { patience, minDelta: 0 } };
  return {
    data: { ...config.data, split },
    network: { ...config.network, layers: [{ units, activation }] },
    training: { ...config.training, ...training, ...stopping },
  };
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
    // ${localize('Wide enough for this number of rows, and few enough to look at each unit.')}
    "layers": [
${network.layers.map((layer) => `      ${render(layer, { eol: '\n', indent: '  ' }, '      ')}`).join(',\n')}
    ],
    "initialization": ${value({ scheme: network.initialization.scheme, seed: network.initialization.seed })}
  },
  // ${localize('All of this can be changed while the network learns.')}
  "training": {
    "optimizer": ${value(training.optimizer)}, // ${localize('or {0}', optimizers.filter((name) => name !== training.optimizer).join(', '))}
    "learningRate": ${value(training.learningRate)}, // ${localize('quick, and still calm with batches of this size')}
    "batchSize": ${value(training.batchSize)}, // ${localize('or "full": one step an epoch')}
    "epochs": ${value(training.epochs)},${training.earlyStopping ? ` // ${localize('at most: it may end earlier, see below')}` : ''}
    "l2": ${value(training.l2)}${training.earlyStopping ? ',' : ''} // ${localize('small weights: a smoother answer')}
    ${stoppingText(training)}
  }
}
`;
}

/** The last line of the training, and why it is there. */
function stoppingText({ earlyStopping }: TrainingConfig): string {
  if (!earlyStopping) return `// ${localize('No early stopping: no rows are kept aside that could tell when.')}`;
  const { patience } = earlyStopping;
  const why = localize('ends when the rows kept aside gain nothing for so many epochs, with the best weights');
  return `"earlyStopping": ${render({ patience }, { eol: '\n', indent: '  ' }, '    ')} // ${why}`;
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
