/** The numbers that steer a step, written into the engine's memory before it. */
import { power, type UpdateSettings } from '../core/optimizers.ts';
import { controls, type Layout, stepCapacity } from './layout.ts';

export class StepControls {
  readonly #numbers: Float64Array;
  readonly #corrections: Float64Array;

  constructor(memory: ArrayBuffer, { control, corrections }: Layout) {
    this.#numbers = new Float64Array(memory, control, Object.keys(controls).length);
    this.#corrections = new Float64Array(memory, corrections, 2 * stepCapacity);
  }

  /** For a batch of m examples. @param l2 λ */
  setBatch(m: number, l2: number): void {
    const oneOverM = 1 / m;
    this.#set('oneOverM', oneOverM);
    this.#set('penalty', l2 * oneOverM);
  }

  /** For steps that find out 1/m themselves. @param l2 λ */
  setLambda(l2: number): void {
    this.#set('lambda', l2);
  }

  /** @param t of the first of these steps @param steps at most `stepCapacity` */
  setOptimizer(settings: UpdateSettings, t: number, steps: number): void {
    const { learningRate, momentum, beta1, beta2, epsilon } = settings;
    this.#set('learningRate', learningRate);
    this.#set('momentum', momentum);
    this.#set('oneMinusMomentum', 1 - momentum);
    this.#set('beta1', beta1);
    this.#set('oneMinusBeta1', 1 - beta1);
    this.#set('beta2', beta2);
    this.#set('oneMinusBeta2', 1 - beta2);
    this.#set('epsilon', epsilon);
    if (settings.optimizer !== 'adam') return;
    for (let i = 0; i < steps; i++) {
      this.#corrections[2 * i] = learningRate / (1 - power(beta1, t + i));
      this.#corrections[2 * i + 1] = 1 / Math.sqrt(1 - power(beta2, t + i));
    }
  }

  #set(name: keyof typeof controls, number: number): void {
    this.#numbers[controls[name]] = number;
  }
}
