/** The text of --help: everything a caller needs, on one screen. */

export const helpText = `nn-explorer: train and inspect neural networks on CSV files, without an editor.

  nn-explorer train FILE       train to the end and report cost, accuracy or R²
  nn-explorer shapes FILE      the shapes of W, b, Z and A in every layer
  nn-explorer check FILE       problems of a configuration and its data, with line and column
  nn-explorer gradcheck FILE   backpropagation against finite differences
  nn-explorer describe FILE    columns, types, guessed target, repairs of a table

FILE is a CSV or TSV (trained with the defaults; the target is guessed) or a .nnconfig.

  --target NAME          column to predict (train, shapes, check, gradcheck); repeat it for several numeric ones
  --set PATH=VALUE       a value of the configuration, e.g. training.learningRate=0.1 or network.layers.0.units=20; repeatable
  --costs-at K,K,…       train: the cost over the whole training part after K updates, for each K; "costs" is an object
                         from K to the cost in full precision, null where training ended before K
  --predictions OUT.csv  train: one line an example: its line in FILE, target, prediction, class probabilities, part
  --threads N            train: threads for a large network, used only while they are faster than one; the numbers are the
                         same to the last bit; 0 (half of the processor's, at least two) unless told
  --json                 one JSON object on stdout instead of text
  --help, --version

Exit codes: 0 done, 1 the input cannot be used (or check, gradcheck found an error), 2 wrong use, 130 interrupted:
Ctrl+C ends a training calmly and reports what was reached.
`;
