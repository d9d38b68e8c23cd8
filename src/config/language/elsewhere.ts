/**
 * What PyTorch and Keras do otherwise, a sentence for each word that a configuration may choose: whoever compares figures has to know.
 * For the documentation, which is in English.
 */
import type { Activation, Loss } from '../../core/network/network.ts';
import type { InitializationScheme } from '../../core/network/initializers.ts';
import type { OptimizerName } from '../../core/training/settings.ts';

const same = 'the same';

export const activationsElsewhere: Readonly<Record<Activation, string>> = {
  sigmoid: same,
  tanh: same,
  relu:
    'g′(0) is 1 here and 0 in PyTorch and Keras. It matters: z is exactly 0 whenever a row of zeros meets b ' +
    '= 0, as the row (0, 0) of XOR does in the first step.',
  leakyRelu:
    'g′(0) is 1 here and the small slope in PyTorch and Keras. The slope is 0.01 here and in PyTorch, 0.3 ' +
    'in the layer of Keras, 0.2 in its function.',
  elu: 'the same (α = 1)',
  softplus: 'PyTorch takes z itself above z = 20, which differs by 2·10⁻⁹ at most.',
  gelu: 'the same: the exact one, not the approximation with tanh, which both offer, too',
  linear: same,
  softmax: 'the same; PyTorch has it inside `CrossEntropyLoss`, whose network ends with z.',
};

export const lossesElsewhere: Readonly<Record<Loss, string>> = {
  binaryCrossEntropy:
    'Computed from z, as `BCEWithLogitsLoss`; `BCELoss` keeps logarithms above −100, Keras keeps ŷ within ' +
    '10⁻⁷ of 0 and 1 unless `from_logits=True`.',
  categoricalCrossEntropy:
    'Computed from z, as `CrossEntropyLoss`; Keras keeps ŷ away from 0 and 1 by 10⁻⁷ unless `from_logits=True`.',
  squaredError:
    '`MSELoss` and `MeanSquaredError` have no ½ and take the mean over the K outputs: 2/K times this one. ' +
    'Gradient descent makes the same steps there with α·K/2.',
  huber: '`HuberLoss` and `Huber` have the same δ = 1, but take the mean over the K outputs: 1/K of this one.',
  absoluteError: '`L1Loss` and `MeanAbsoluteError` take the mean over the K outputs: 1/K of this one.',
};

export const optimizersElsewhere: Readonly<Record<OptimizerName, string>> = {
  gradientDescent: same,
  momentum:
    'PyTorch and Keras have v ← β v + dW, without (1−β): the same steps with the learning rate α·(1−β) ' +
    'there. Keras has the learning rate inside v, so that after a change of α the steps differ for a while.',
  nesterov:
    'PyTorch and Keras have no (1−β): the same steps with `nesterov=True` and the learning rate α·(1−β) there, as with momentum.',
  rmsProp:
    'ρ is 0.9 here and in Keras; PyTorch calls it `alpha` and has 0.99. ε is added to the root here and in ' +
    'PyTorch (10⁻⁸), inside the root in Keras: √(s + 10⁻⁷).',
  adamW:
    '`AdamW` of both has λ_w as `weight_decay`, but lets biases decay, too, unless they are kept out of ' +
    'it; Keras has ε = 10⁻⁷ and adds it to √s before s is corrected. The defaults of λ_w differ: 0.01 in ' +
    'PyTorch, 0.004 in Keras.',
  adam: 'PyTorch is the same (ε = 10⁻⁸). Keras has ε = 10⁻⁷ and adds it to √s before s is corrected.',
};

export const initializationsElsewhere: Readonly<Record<InitializationScheme, string>> = {
  scaled:
    '`np.random.seed(seed)` and `np.random.randn(n, n_before) * scale`, layer by layer, to the last bit. ' +
    '`nn.Linear` draws W and b from U(−1/√n, 1/√n) instead, `Dense` W as Glorot with b = 0.',
  uniform: '`np.random.seed(seed)` and `np.random.rand(n, n_before) * scale`, to the last bit',
  he: '`kaiming_normal_` has the same scale; `HeNormal` draws again what lies beyond two standard deviations. Both draw other numbers.',
  xavier:
    '`xavier_normal_` and `GlorotNormal` have √(2/(n⁽ˡ⁻¹⁾ + n⁽ˡ⁾)); √(1/n⁽ˡ⁻¹⁾) is what Keras calls ' +
    '`LecunNormal`, which draws again what lies beyond two standard deviations.',
  zeros: '`zeros_`, `Zeros`',
  constant: '`constant_`, `Constant`',
  file: '`load_state_dict`, `load_weights`',
};
