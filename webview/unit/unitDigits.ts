/**
 * How many digits the equations of a unit are written with: of a so that it gives g′, of z so that it gives a, of the
 * sum so that it gives z.
 */
import { activationNames } from '../../src/config/schema/wordNames.ts';
import { activationFunction } from '../../src/core/network/activations.ts';
import {
  digitsFor,
  equalsSign,
  isTrueAsWritten,
  maxMore,
  sumOfProducts,
  type WrittenEquation,
} from '../kit/text/equationDigits.ts';
import { writtenValue } from '../kit/text/number.ts';
import type { Term, UnitNumbers } from './unitNumbers.ts';

/** Above what the size of a number deserves. */
export interface UnitDigits {
  readonly a: number;
  readonly z: number;
}

/** Near the ends of tanh and σ, g′ hangs on digits of a far behind the point. */
const maxOfA = 6;

export function unitDigits(
  { activation, z, a, slope }: UnitNumbers,
  leakySlope: number,
  steady: SteadyDigits,
): UnitDigits {
  const row = activationFunction(activation);
  if (!row) return { a: 0, z: 0 };
  const { g, gPrime } = row;
  const ofSlope = {
    operands: [a],
    result: slope ?? 0,
    compute: ([x = 0]: readonly number[]) => gPrime(x, x, leakySlope),
  };
  const hasFormula = activationNames[activation].slopeOfOutput;
  const ofA = steady.atLeast('a', hasFormula ? (digitsFor([ofSlope], maxOfA) ?? 0) : 0);
  const ofZ = { operands: [z], result: a, compute: ([x = 0]: readonly number[]) => g(x, leakySlope), resultMore: ofA };
  return { a: ofA, z: steady.atLeast('z', digitsFor([ofZ]) ?? 0) };
}

/** More terms than this are written as one number, their sum; the table has each. */
const maxWritten = 4;

export function isWrittenOut({ terms, rest }: UnitNumbers): boolean {
  return terms.length <= maxWritten && rest === null;
}

/** Digits of z = Σ w·x + b, for the equation and the table alike: no number is written in two ways. */
export interface SumDigits {
  /** Of weights, inputs and the bias. */
  readonly factors: number;
  /** Of the products, which only the table has. */
  readonly products: number;
  /** Of z − b, where the equation has the products as one number. */
  readonly sum: number;
}

/** What the table has: terms, and what others come to. */
export interface Listing {
  readonly listed: readonly Term[];
  readonly others: readonly number[];
}

/** The sign before z, which is written with `ofZ` digits more. */
export function sumSign(numbers: UnitNumbers, { factors, sum }: Omit<SumDigits, 'products'>, ofZ: number): '=' | '≈' {
  const { terms, bias, z } = numbers;
  if (!isWrittenOut(numbers)) return equalsSign(plusBias([z - bias], numbers, factors, ofZ), sum);
  const operands = terms.flatMap(({ weight, input }) => [weight, input]);
  return equalsSign(
    { operands: [...operands, bias], result: z, compute: sumOfProducts(operands.length), resultMore: ofZ },
    factors,
  );
}

/**
 * The fewest digits with which factors give the products, and these z − b and with the bias z. `most`: what the table has room for;
 * where that is too little, what goes first is that products give z − b, which only the equation has.
 */
export function sumDigits(
  { listed, others }: Listing,
  numbers: UnitNumbers,
  ofZ: number,
  steady: SteadyDigits,
  most: number,
): SumDigits {
  // Where there is no sum, no digits make it true.
  if (!Number.isFinite(numbers.z) && numbers.rest === null) return { factors: 0, products: 0, sum: 0 };
  const fewest = (what: keyof SumDigits): number => Math.min(what === 'sum' ? maxMore : most, steady.atLeast(what, 0));
  const summands = [...listed.map(({ product }) => product), ...others];
  const sums = Array.from({ length: maxMore + 1 }, (_, more) => more).slice(fewest('sum'));
  let digits: SumDigits = { factors: most, products: most, sum: maxMore };
  for (let factors = fewest('factors'); factors <= most; factors++) {
    const sum = sums.find((more) => sumSign(numbers, { factors, sum: more }, ofZ) === '=');
    const total = plusBias(summands, numbers, factors, ofZ);
    const partial = {
      operands: summands,
      result: numbers.z - numbers.bias,
      compute: sumOfProducts(0),
      resultMore: sum ?? factors,
    };
    const together = digitsFor(isWrittenOut(numbers) ? [total] : [total, partial], most, fewest('products'));
    const products = together ?? digitsFor([total], most, fewest('products')) ?? fewest('products');
    digits = { factors, products, sum: sum ?? factors };
    const isProduct = ({ weight, input, product }: Term): boolean =>
      isTrueAsWritten(
        { operands: [weight, input], result: product, compute: sumOfProducts(2), resultMore: products },
        factors,
      );
    if (sum !== undefined && together !== null && listed.every(isProduct)) break;
  }
  for (const what of ['factors', 'products', 'sum'] as const) steady.atLeast(what, digits[what]);
  return digits;
}

/** Summands and the bias, which has digits of its own, are z. */
function plusBias(operands: readonly number[], { bias, z }: UnitNumbers, ofBias: number, ofZ: number): WrittenEquation {
  const written = writtenValue(bias, ofBias);
  return {
    operands,
    result: z,
    compute: (summands) => summands.reduce((sum, summand) => sum + summand, written),
    resultMore: ofZ,
  };
}

/** Digits only grow while one looks at the same unit and example: else the numbers of a running training would jump in length. */
export class SteadyDigits {
  #key = '';
  readonly #most = new Map<string, number>();

  follow(key: string): void {
    if (key !== this.#key) this.#most.clear();
    this.#key = key;
  }

  atLeast(what: string, needed: number): number {
    const most = Math.max(needed, this.#most.get(what) ?? 0);
    this.#most.set(what, most);
    return most;
  }
}
