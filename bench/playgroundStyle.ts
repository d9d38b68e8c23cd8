/**
 * The yardstick of `train.ts`: a network as an object graph, the way interactive demonstrations are usually written. Every
 * unit is an object with a list of link objects; examples go through one at a time. Float64, full-batch gradient descent.
 */

interface Link {
  readonly from: Unit;
  readonly to: Unit;
  weight: number;
  /** Σ over the examples of ∂ℒ/∂w. */
  gradient: number;
}

interface Unit {
  readonly incoming: Link[];
  readonly outgoing: Link[];
  bias: number;
  biasGradient: number;
  output: number;
  /** ∂ℒ/∂z of the current example. */
  delta: number;
}

export interface ObjectNetwork {
  readonly layers: readonly (readonly Unit[])[];
}

/** @param sizes units of layers 0…L; @param W W[l] row-major for l = 1…L; biases start at 0 */
export function createObjectNetwork(sizes: readonly number[], W: readonly Float64Array[]): ObjectNetwork {
  const layers = sizes.map((count) => Array.from({ length: count }, newUnit));
  for (let l = 1; l < layers.length; l++) {
    const before = layers[l - 1] ?? [];
    layers[l]?.forEach((to, j) => {
      before.forEach((from, k) => {
        const link = { from, to, weight: W[l]?.[j * before.length + k] ?? 0, gradient: 0 };
        to.incoming.push(link);
        from.outgoing.push(link);
      });
    });
  }
  return { layers };
}

/** One update with the mean gradient of all examples; tanh in hidden layers, sigmoid and cross-entropy at the end. */
export function objectNetworkStep(
  { layers }: ObjectNetwork,
  X: readonly (readonly number[])[],
  y: readonly number[],
  learningRate: number,
): void {
  X.forEach((x, i) => {
    forward(layers, x);
    backward(layers, y[i] ?? 0);
  });
  for (const unit of layers.flat()) {
    unit.bias -= (learningRate / X.length) * unit.biasGradient;
    unit.biasGradient = 0;
    for (const link of unit.incoming) {
      link.weight -= (learningRate / X.length) * link.gradient;
      link.gradient = 0;
    }
  }
}

/** Mean cross-entropy. */
export function objectNetworkCost(
  { layers }: ObjectNetwork,
  X: readonly (readonly number[])[],
  y: readonly number[],
): number {
  const losses = X.map((x, i) => {
    forward(layers, x);
    const p = layers.at(-1)?.[0]?.output ?? Number.NaN;
    return y[i] === 1 ? -Math.log(p) : -Math.log(1 - p);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / X.length;
}

function newUnit(): Unit {
  return { incoming: [], outgoing: [], bias: 0, biasGradient: 0, output: 0, delta: 0 };
}

function forward(layers: ObjectNetwork['layers'], x: readonly number[]): void {
  layers[0]?.forEach((unit, k) => {
    unit.output = x[k] ?? 0;
  });
  layers.slice(1).forEach((layer, index) => {
    const last = index === layers.length - 2;
    for (const unit of layer) {
      const z = unit.incoming.reduce((sum, link) => sum + link.weight * link.from.output, unit.bias);
      unit.output = last ? 1 / (1 + Math.exp(-z)) : Math.tanh(z);
    }
  });
}

function backward(layers: ObjectNetwork['layers'], y: number): void {
  for (let l = layers.length - 1; l >= 1; l--) {
    for (const unit of layers[l] ?? []) {
      if (l === layers.length - 1) unit.delta = unit.output - y;
      else
        unit.delta = (1 - unit.output ** 2) * unit.outgoing.reduce((sum, link) => sum + link.weight * link.to.delta, 0);
      unit.biasGradient += unit.delta;
      for (const link of unit.incoming) link.gradient += unit.delta * link.from.output;
    }
  }
}
