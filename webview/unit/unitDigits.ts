/** How many digits the equations of a unit are written with: of a so that it gives g′, of z so that it gives a, of the sum so that it gives z. */
import { activationFunctions } from '../../src/core/activations.ts';
import { digitsFor, mostMore, sumOfProducts, type WrittenEquation } from '../text/equationDigits.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

/** Above what the size of a number deserves. */
export interface UnitDigits {
  readonly a: number;
  readonly z: number;
}

/** Near the ends of tanh and σ, g′ hangs on digits of a far behind the point. */
const mostOfA = 6;

export function unitDigits({ activation, z, a, slope }: UnitNumbers, leakySlope: number, steady: SteadyDigits): UnitDigits {
  if (activation === 'softmax') return { a: 0, z: 0 };
  const { g, gPrime } = activationFunctions[activation];
  const ofSlope = { operands: [a], result: slope ?? 0, compute: ([x = 0]: readonly number[]) => gPrime(x, x, leakySlope) };
  const hasFormula = activation === 'tanh' || activation === 'sigmoid';
  const ofA = steady.atLeast('a', hasFormula ? (digitsFor([ofSlope], mostOfA) ?? 0) : 0);
  const ofZ = { operands: [z], result: a, compute: ([x = 0]: readonly number[]) => g(x, leakySlope), resultMore: ofA };
  return { a: ofA, z: steady.atLeast('z', digitsFor([ofZ]) ?? 0) };
}

/** z = Σ w·x + b with all its products, or with their sum as one number. */
export function zEquation({ terms, bias, z }: UnitNumbers, writtenOut: boolean, resultMore: number): WrittenEquation {
  if (!writtenOut) return { operands: [z - bias, bias], result: z, compute: sumOfProducts(0), resultMore };
  const factors = terms.flatMap(({ weight, input }) => [weight, input]);
  return { operands: [...factors, bias], result: z, compute: sumOfProducts(factors.length), resultMore };
}

/** Of the table of products: of its factors so that they give the products, of the products so that they add up to z. */
export function tableDigits(
  shown: readonly Term[],
  { bias, z }: UnitNumbers,
  others: readonly number[],
  ofZ: number,
): { readonly factors: number; readonly products: number } {
  const summands = [...shown.map(({ product }) => product), ...others, bias];
  const sum = { operands: summands, result: z, compute: sumOfProducts(0), resultMore: ofZ };
  const products = Number.isNaN(z) ? 0 : (digitsFor([sum]) ?? 0);
  const each = shown.map(({ weight, input, product }) => ({
    operands: [weight, input],
    result: product,
    compute: sumOfProducts(2),
    resultMore: products,
  }));
  return { products, factors: digitsFor(each) ?? mostMore };
}

/** Digits only grow while one looks at the same unit and example: else the numbers of a running training would jump in length. */
export class SteadyDigits {
  #about = '';
  readonly #most = new Map<string, number>();

  follow(about: string): void {
    if (about !== this.#about) this.#most.clear();
    this.#about = about;
  }

  atLeast(what: string, needed: number): number {
    const most = Math.max(needed, this.#most.get(what) ?? 0);
    this.#most.set(what, most);
    return most;
  }
}
