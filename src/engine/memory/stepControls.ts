/** The numbers that steer a step, written into the engine's memory before it. */
import { optimizerRules, power, type UpdateSettings } from '../../core/training/optimizers.ts';
import { type Control, controls, correctionNumbers, type Layout, stepCapacity } from './layout.ts';
import { numbersAt } from './panels.ts';

export class StepControls {
  readonly #numbers: Float64Array | Float32Array;
  readonly #corrections: Float64Array | Float32Array;
  readonly #lambda: Float64Array;
  /** Examples of the whole training part. */
  readonly #m: number;

  constructor(memory: ArrayBufferLike, layout: Layout) {
    this.#numbers = numbersAt(memory, layout, layout.control, Object.keys(controls).length);
    this.#corrections = numbersAt(memory, layout, layout.corrections, correctionNumbers * stepCapacity);
    this.#lambda = new Float64Array(memory, layout.lambda, 1);
    this.#m = layout.m;
    this.#set('one', 1);
    for (const { W, b } of layout.layers) {
      const address = layout.isWeight + (W - layout.parameters);
      numbersAt(memory, layout, address, (b - W) / layout.lanes.numberBytes).fill(1);
    }
  }

  /** For a batch of m examples. @param l2 λ */
  setBatch(m: number, l2: number): void {
    this.#set('oneOverM', 1 / m);
    this.#set('penalty', l2 / this.#m);
  }

  /** For steps that find out 1/m of their batch themselves. @param l2 λ */
  setLambda(l2: number): void {
    this.#lambda[0] = l2;
  }

  /**
   * @param t of the first of these steps
   * @param steps at most `stepCapacity`
   * @param rateOf the learning rate of each of them; that of the settings unless it is told
   */
  setOptimizer(
    settings: UpdateSettings,
    t: number,
    steps: number,
    rateOf = (_step: number): number => settings.learningRate,
  ): void {
    const { momentum, rho, beta1, beta2, epsilon, weightDecay } = settings;
    this.#set('momentum', momentum);
    this.#set('oneMinusMomentum', 1 - momentum);
    this.#set('rho', rho);
    this.#set('oneMinusRho', 1 - rho);
    this.#set('beta1', beta1);
    this.#set('oneMinusBeta1', 1 - beta1);
    this.#set('beta2', beta2);
    this.#set('oneMinusBeta2', 1 - beta2);
    this.#set('epsilon', epsilon);
    this.#set('weightDecay', weightDecay);
    const { isCorrected } = optimizerRules[settings.optimizer];
    for (let i = 0; i < steps; i++) {
      const [index, rate] = [correctionNumbers * i, rateOf(i)];
      this.#corrections[index + 2] = rate;
      if (!isCorrected) continue;
      this.#corrections[index] = rate / (1 - power(beta1, t + i));
      this.#corrections[index + 1] = 1 / Math.sqrt(1 - power(beta2, t + i));
    }
  }

  #set(name: Control, number: number): void {
    this.#numbers[controls[name]] = number;
  }
}
