/** The equations of a layer, forward and backward, as the matrices they are made of. */
import { localize } from '../kit/text/l10n.ts';
import { lossNames } from '../../src/config/schema/wordNames.ts';
import { backwardEquations } from '../../src/equations/backward.ts';
import type { Equation } from '../../src/equations/equation.ts';
import { forwardEquations } from '../../src/equations/forward.ts';
import { specOf } from '../kit/text/equationMarkup.ts';
import { nameOf } from '../kit/text/symbol.ts';
import type { RunDescription } from '../../src/protocol/run.ts';
import type { MatrixName } from '../../src/protocol/subjects.ts';

export interface MatrixTerm {
  readonly which: MatrixName;
  readonly layer: number;
  /** Shown with rows and columns exchanged. */
  readonly transposed?: boolean;
}

export interface Expression {
  /** A sentence on what is computed here. */
  readonly says: string;
  readonly result: MatrixTerm;
  /** Matrices and the signs between them, as they are read. */
  readonly parts: readonly (MatrixTerm | string)[];
  /** Its cells are sums of products of a row of the first part and a column of the second. */
  readonly isProduct: boolean;
}

export function forwardExpressions(run: RunDescription, l: number): readonly Expression[] {
  const activation = run.layers[l - 1]?.activation ?? 'linear';
  const g = activation === 'softmax' ? 'softmax' : 'g';
  return [
    {
      says: localize(
        'Each unit weighs what the layer below says and adds its bias; each column is an example, named by its line in the file.',
      ),
      result: { which: 'Z', layer: l },
      parts: [{ which: 'W', layer: l }, '·', inputOf(l), '+', { which: 'b', layer: l }],
      isProduct: true,
    },
    {
      says:
        activation === 'softmax'
          ? localize('Each column becomes probabilities that add up to 1.')
          : localize('The activation function, here {0}, is applied to every cell.', nameOf(activation)),
      result: { which: 'A', layer: l },
      parts: [`${g} (`, { which: 'Z', layer: l }, ')'],
      isProduct: false,
    },
  ];
}

/** @param l2 λ: the gradient of the weights has a part of the penalty then */
export function backwardExpressions(run: RunDescription, l: number, l2: number): readonly Expression[] {
  const last = l === run.layers.length;
  const loss = lossNames[run.loss];
  const [opening = '', closing = ''] = loss.delta.split('A − Y');
  const isPlain = loss.delta === 'A − Y';
  return [
    last
      ? {
          says: isPlain
            ? localize('How much the loss of each example rises with z: prediction minus truth.')
            : localize(
                'How much the loss of each example rises with z: prediction minus truth, as {0} takes it.',
                localize(loss.name),
              ),
          result: { which: 'dZ', layer: l },
          parts: [...sign(opening), { which: 'A', layer: l }, '−', { which: 'Y', layer: l }, ...sign(closing)],
          isProduct: false,
        }
      : {
          says: localize(
            'The layer above hands its error down through its weights; g′ lets pass what can still change.',
          ),
          result: { which: 'dZ', layer: l },
          parts: [{ which: 'dA', layer: l }, '⊙ g′ (', { which: 'Z', layer: l }, ')'],
          isProduct: false,
        },
    weightGradient(l, l2),
    {
      says: localize('The same for the bias, whose input is always 1.'),
      result: { which: 'db', layer: l },
      parts: [localize('1/m · Σ over the columns of'), { which: 'dZ', layer: l }],
      isProduct: false,
    },
  ];
}

/** A sign that is there. */
function sign(text: string): readonly string[] {
  return text === '' ? [] : [text];
}

function weightGradient(l: number, l2: number): Expression {
  const says = localize(
    'Error times input, averaged over all m examples: the direction in which each weight makes the cost rise.',
  );
  const penalty = l2 > 0 ? ['+ λ/m_train ·', { which: 'W', layer: l } as const] : [];
  return {
    says: withPenalty(says, l2),
    result: { which: 'dW', layer: l },
    parts: ['1/m ·', { which: 'dZ', layer: l }, '·', { ...inputOf(l), transposed: true }, ...penalty],
    isProduct: false,
  };
}

/** A sentence on the gradient of the weights, and one more on its part of the penalty if there is one. */
export function withPenalty(says: string, l2: number): string {
  return l2 > 0
    ? `${says} ${localize(
        'The L2 penalty λ adds λ/m_train times the weight itself; m_train counts all training examples, in every batch.',
      )}`
    : says;
}

/** Those that the matrices are the numbers of: of an error with how it comes from above. */
export function equationsOf(run: RunDescription, { which, layer }: MatrixTerm, l2: number): readonly Equation[] {
  const spec = specOf(run);
  const ofLayer = spec.layers[layer - 1];
  const all = [...(ofLayer ? forwardEquations(layer, ofLayer) : []), ...backwardEquations(spec, layer, l2)];
  const keys = [which, ...(which === 'dZ' ? ['dA'] : [])].map((letter) => `${letter}${layer}`);
  return all.filter(({ id }) => keys.includes(id));
}

/** What keeps together at the end of a line: a sign with the matrix that follows it, a closing bracket with the one before. */
export function operandsOf(parts: Expression['parts']): readonly Expression['parts'][] {
  const operands: (MatrixTerm | string)[][] = [];
  let isOpen = false;
  for (const part of parts) {
    const last = operands.at(-1);
    if (last && (isOpen || part === ')')) last.push(part);
    else operands.push([part]);
    isOpen = typeof part === 'string' && part !== ')';
  }
  return operands;
}

/** A^[l−1], which is X below the first layer. */
export function inputOf(l: number): MatrixTerm {
  return l === 1 ? { which: 'X', layer: 0 } : { which: 'A', layer: l - 1 };
}

/** Rows and columns of the whole matrix, over all m training examples. */
export function shapeOf(
  run: RunDescription,
  { which, layer, transposed }: MatrixTerm,
): readonly [rows: number, columns: number] {
  const units = layer === 0 ? run.inputs.length : (run.layers[layer - 1]?.units ?? 0);
  const below = layer <= 1 ? run.inputs.length : (run.layers[layer - 2]?.units ?? 0);
  const ofBias = which.endsWith('b') ? 1 : run.m;
  const columns = which.endsWith('W') ? below : ofBias;
  return transposed ? [columns, units] : [units, columns];
}

/** What a row or column of a matrix counts: units of the layer, units of the layer below, examples, or the one column of b. */
export type Axis = 'units' | 'below' | 'examples' | 'one';

export function axesOf({ which, layer }: MatrixTerm, l: number): readonly [rows: Axis, columns: Axis] {
  const rows: Axis = layer === l ? 'units' : 'below';
  if (which.endsWith('W')) return [rows, 'below'];
  if (which.endsWith('b')) return [rows, 'one'];
  return [rows, 'examples'];
}
