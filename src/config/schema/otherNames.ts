/**
 * What other programs and books call the keys and words of a configuration, so that someone who writes "sgd" or "lr" is told what it is
 * called here. Small letters, without blanks, hyphens and underscores.
 */

export const otherNames: Readonly<Record<string, string>> = {
  learningRate: 'lr alpha eta stepsize learnrate rate',
  batchSize: 'bs batch minibatch minibatchsize',
  epochs: 'iterations iters steps maxiter maxepochs nepochs numepochs',
  optimizer: 'optimiser solver algorithm optim',
  loss: 'cost lossfunction costfunction criterion objective',
  l2: 'lambda regularization regularisation ridge weightpenalty l2regularization',
  weightDecay: 'wd decay',
  momentum: 'beta mu momentumcoefficient',
  epsilon: 'eps',
  precision: 'dtype floattype',
  reproducible: 'deterministic determinism',
  earlyStopping: 'earlystop stopping',
  patience: 'niternochange',
  minDelta: 'tol tolerance',
  schedule: 'scheduler lrschedule learningrateschedule',
  warmUp: 'warmupsteps warmupepochs',
  seed: 'randomstate randomseed',
  initialization: 'init initialisation initializer initialiser weightinit weights',
  scheme: 'method kind',
  layers: 'hidden hiddenlayers hiddenlayersizes architecture',
  units: 'neurons nodes width size hiddenunits',
  activation: 'activationfunction nonlinearity transfer transferfunction g',
  target: 'label labels y output outputs class classes response dependent',
  features: 'inputs input columns x predictors independent',
  file: 'path csv table dataset source filename',
  split: 'validation validationsplit valsplit testsize trainsplit',
  test: 'testsize testsplit',
  standardize: 'normalize normalise standardise scale scaling normalization standardization',
  missing: 'impute imputation nan na',
  missingWords: 'navalues nastrings nullvalues missingvalues',
  delimiter: 'sep separator',
  decimal: 'decimalmark decimalpoint decimalseparator',
  skipLines: 'skiprows skip',
  quote: 'quotechar',
  types: 'dtypes columntypes',
  // Words of values.
  gradientDescent: 'sgd gd vanilla batchgradientdescent stochasticgradientdescent',
  nesterov: 'nag nesterovmomentum',
  sigmoid: 'logistic logit sigm σ',
  tanh: 'hyperbolictangent',
  leakyRelu: 'lrelu leaky',
  linear: 'identity none',
  squaredError: 'mse l2loss meansquarederror squared quadratic',
  absoluteError: 'mae l1 l1loss meanabsoluteerror',
  huber: 'smoothl1 smoothl1loss',
  auto: 'crossentropy bce logloss categoricalcrossentropy binarycrossentropy sparsecategoricalcrossentropy',
  xavier: 'glorot glorotuniform glorotnormal',
  he: 'kaiming kaiminguniform kaimingnormal',
  float32: 'float single fp32 f32',
  float64: 'double fp64 f64',
  cosine: 'cosineannealing cosinedecay',
  category: 'categorical string factor nominal',
  number: 'numeric float int integer numerical',
  boolean: 'bool',
  date: 'datetime timestamp',
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab tabs',
  '|': 'pipe bar',
  ' ': 'space blank',
  spaces: 'whitespace blanks',
};

const known = new Map<string, readonly string[]>();
for (const [name, words] of Object.entries(otherNames))
  for (const word of words.split(' ')) known.set(word, [...(known.get(word) ?? []), name]);

/** What is called so elsewhere, of `names`; `undefined` when none is. */
export function otherName(word: string, names: Iterable<string>): string | undefined {
  const meant = known.get(word.toLowerCase().replace(/[\s_-]+/g, ''));
  if (!meant) return undefined;
  for (const name of names) if (meant.includes(name)) return name;
  return undefined;
}
