/** The text of --help: everything a caller needs, on one screen. */
import { localize, msg } from '../config/wording/localize.ts';

type Row = readonly [name: string, text: string];

const verbs: readonly Row[] = [
  ['train FILE', msg('train to the end and report cost, accuracy or R²')],
  ['predict MODEL TABLE', msg('what a saved network says of every row of a table; - for standard input')],
  ['shapes FILE', msg('the shapes of W, b, Z and A in every layer')],
  ['check FILE', msg('problems of a configuration and its data, with line and column')],
  ['gradcheck FILE', msg('backpropagation against finite differences')],
  ['describe FILE', msg('columns, types, guessed target, repairs of a table')],
];

const options: readonly Row[] = [
  [
    '--target NAME',
    msg(
      'column to predict (train, shapes, check, gradcheck), or that holds the answers (predict); repeat it for several numeric ones',
    ),
  ],
  [
    '--set PATH=VALUE',
    msg('a value of the configuration, e.g. training.learningRate=0.1 or network.layers.0.units=20; repeatable'),
  ],
  [
    '--costs-at K,K,…',
    msg(
      'train: the cost over the whole training part after K updates, for each K; "costs" is an object from K to the cost in full precision, null where training ended before K',
    ),
  ],
  [
    '--predictions OUT.csv',
    msg('train: one line an example: its line in FILE, target, prediction, class probabilities, part'),
  ],
  ['--save FILE', msg('train: the trained network as FILE.safetensors, with everything that is needed to use it')],
  [
    '--weights OUT',
    msg('train: the final W and b, to OUT.json (lists) or OUT.npz (NumPy); - prints them, with --json as "weights"'),
  ],
  ['--with-optimizer', msg('train: --save also writes what the training needs to go on bit for bit')],
  [
    '--threads N',
    msg(
      'train: threads for a large network, used only while they are faster than one; the numbers are the same to the last bit; 0 (half of the processor’s, at least two) unless told',
    ),
  ],
  ['--out FILE', msg('predict: where the lines go; standard output unless told')],
  ['--append', msg('predict: all cells of the table first, written as the table is')],
  ['--json', msg('one JSON object on stdout instead of text, in English')],
  ['--language en|ko', msg('the language of the sentences; that of the terminal unless told')],
  ['--help, --version', ''],
];

export function helpText(): string {
  const introduction = localize('nn-explorer: train and inspect neural networks on CSV files, without an editor.');
  const file = localize('FILE is a CSV or TSV (trained with the defaults; the target is guessed) or a .nnconfig.');
  const exit = localize(
    'Exit codes: 0 done, 1 the input cannot be used (or check, gradcheck found an error), 2 wrong use, 130 interrupted: Ctrl+C ends a training calmly and reports what was reached.',
  );
  return [
    ...wrapped(introduction, ''),
    '',
    ...verbs.flatMap(([name, text]) => row(`  nn-explorer ${name}`, text, 31)),
    '',
    ...wrapped(file, ''),
    '',
    ...options.flatMap(([name, text]) => row(`  ${name}`, text, 25)),
    '',
    ...wrapped(exit, ''),
    '',
  ].join('\n');
}

/** A name and what it does, which begins in the same place in every row. */
function row(name: string, text: string, indentation: number): string[] {
  if (text === '') return [name];
  const [first = '', ...rest] = wrapped(localize(text), ' '.repeat(indentation));
  return [`${name.padEnd(indentation)}${first.trimStart()}`, ...rest];
}

const width = 120;

/** Lines of at most `width` letters, broken between words. */
function wrapped(text: string, indentation: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indentation.length + line.length + 1 + word.length > width) {
      lines.push(`${indentation}${line}`);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, `${indentation}${line}`];
}
