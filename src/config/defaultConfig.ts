/** The configuration written beside a CSV: what a user would want to change, at its default, with a word on each. */
import type { TableSummary } from '../data/summary.ts';
import { datasetFacts } from './datasetFacts.ts';
import { counted } from './markdown.ts';
import { render } from './render.ts';
import { networkConfigSchema } from './schema.ts';

/** Columns beyond this many are not listed: without the key all usable ones are taken. */
const mostFeatures = 16;

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
  const { data, network, training } = networkConfigSchema.parse({ data: { file: fileName, target } });
  const { facts } = datasetFacts(data, summary);
  const value = (of: unknown) => render(of, { eol: '\n', indent: '  ' }, '    ');
  const features =
    facts && facts.features.length <= mostFeatures
      ? `\n    // Remove some to see what they were worth.\n    "features": ${value(facts.features)},`
      : '';
  const reason = choice.target === undefined && summary.target ? ` // ${oneLine(summary.target.reason)}` : '';
  return `{
  // ${oneLine(headline(fileName, summary, target, facts))}
  "data": {
    "file": ${value(fileName)},
    "target": ${value(target)},${reason}${features}
    // Rows kept aside to test the network on what it never saw.
    "split": ${value(data.split)},
    "standardize": ${value(data.standardize)}
  },
  "network": {
    // Hidden layers, from input to output; the output layer follows from the target.
    // Activations: tanh, sigmoid, relu, leakyRelu, linear.
    "layers": [
${network.layers.map((layer) => `      ${render(layer, { eol: '\n', indent: '  ' }, '      ')}`).join(',\n')}
    ],
    "initialization": ${value({ scheme: network.initialization.scheme, seed: network.initialization.seed })}
  },
  // All of this can be changed while the network learns.
  "training": {
    "optimizer": ${value(training.optimizer)}, // or gradientDescent, momentum, rmsProp
    "learningRate": ${value(training.learningRate)},
    "batchSize": ${value(training.batchSize)}, // or "full": one step an epoch
    "epochs": ${value(training.epochs)},
    "l2": ${value(training.l2)}
  }
}
`;
}

function headline(
  fileName: string,
  summary: TableSummary,
  target: string | readonly string[],
  facts: ReturnType<typeof datasetFacts>['facts'],
): string {
  const rows = `${fileName}, ${counted(summary.rows, 'row')}`;
  if (!facts) return rows;
  const what = typeof target === 'string' ? JSON.stringify(target) : target.map((name) => JSON.stringify(name)).join(', ');
  const kind = facts.task === 'regression' ? 'a number' : facts.task === 'binary' ? 'a yes/no question' : `${facts.outputs} classes`;
  return `${rows}: predicts ${what} (${facts.outputs > 1 && facts.task === 'regression' ? 'numbers' : kind}) from ${counted(facts.features.length, 'column')}.`;
}

/** A comment ends with its line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
