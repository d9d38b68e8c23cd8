/** How notations and languages write a call of every function; `{}` stands for the argument. A new activation is one row here. */
import type { FunctionName } from '../expression.ts';

export interface FunctionText {
  readonly tex: string;
  /**
   * Of a NumPy array (softmax: of every column), of one number with Python's math, of a PyTorch tensor, of a number in JavaScript. A name
   * without a module is a function that stands in the same file.
   */
  readonly numpy: string;
  readonly python: string;
  readonly torch: string;
  readonly javascript: string;
}

export const functionTexts: Readonly<Record<FunctionName, FunctionText>> = {
  sigmoid: {
    tex: '\\sigma',
    numpy: '1 / (1 + np.exp(-{}))',
    python: 'sigmoid({})',
    torch: 'torch.sigmoid({})',
    javascript: 'sigmoid({})',
  },
  tanh: {
    tex: '\\tanh',
    numpy: 'np.tanh({})',
    python: 'math.tanh({})',
    torch: 'torch.tanh({})',
    javascript: 'Math.tanh({})',
  },
  relu: {
    tex: '\\operatorname{ReLU}',
    numpy: 'np.maximum(0, {})',
    python: 'max(0.0, {})',
    torch: 'torch.clamp({}, min=0)',
    javascript: 'Math.max(0, {})',
  },
  leakyRelu: {
    tex: '\\operatorname{leakyReLU}',
    numpy: 'np.where({} >= 0, {}, slope * {})',
    python: '({} if {} >= 0 else slope * {})',
    torch: 'torch.where({} >= 0, {}, slope * {})',
    javascript: '({} >= 0 ? {} : slope * {})',
  },
  elu: {
    tex: '\\operatorname{ELU}',
    numpy: 'np.where({} >= 0, {}, np.expm1(np.minimum({}, 0)))',
    python: '({} if {} >= 0 else math.expm1({}))',
    torch: 'torch.nn.functional.elu({})',
    javascript: '({} >= 0 ? {} : Math.expm1({}))',
  },
  gelu: {
    tex: '\\operatorname{GELU}',
    numpy: '{} * normal_share({})',
    python: '{} * normal_share({})',
    torch: 'torch.nn.functional.gelu({})',
    javascript: '{} * normalShare({})',
  },
  normalShare: {
    tex: '\\Phi',
    numpy: 'normal_share({})',
    python: 'normal_share({})',
    torch: 'torch.special.ndtr({})',
    javascript: 'normalShare({})',
  },
  linear: { tex: '', numpy: '{}', python: '{}', torch: '{}', javascript: '{}' },
  softmax: {
    tex: '\\operatorname{softmax}',
    numpy: 'softmax({})',
    python: 'softmax({})',
    torch: 'torch.softmax({}, dim=0)',
    javascript: 'softmax({})',
  },
  logSoftmax: {
    tex: '\\log\\operatorname{softmax}',
    numpy: 'log_softmax({})',
    python: 'log_softmax({})',
    torch: 'torch.log_softmax({}, dim=0)',
    javascript: 'logSoftmax({})',
  },
  exp: {
    tex: '\\exp',
    numpy: 'np.exp({})',
    python: 'math.exp({})',
    torch: 'torch.exp({})',
    javascript: 'Math.exp({})',
  },
  log: {
    tex: '\\log',
    numpy: 'np.log({})',
    python: 'math.log({})',
    torch: 'torch.log({})',
    javascript: 'Math.log({})',
  },
  softplus: {
    tex: '\\operatorname{softplus}',
    numpy: 'np.logaddexp(0, {})',
    python: 'softplus({})',
    torch: 'torch.nn.functional.softplus({}, threshold=700)',
    javascript: 'softplus({})',
  },
};
