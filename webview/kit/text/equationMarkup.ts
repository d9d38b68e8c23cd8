/** Equations of `src/equations` in a page: MathML, in the one notation that exports and copies have too. */
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { Activation, NetworkSpec } from '../../../src/core/network/network.ts';
import { cellExpression } from '../../../src/equations/cell.ts';
import type { Equation } from '../../../src/equations/equation.ts';
import { type Expression, number, partsOf, substitute, variable } from '../../../src/equations/expression.ts';
import { definitionOf, softmaxDefinition } from '../../../src/equations/functions.ts';
import { mathml, mathmlPieces } from '../../../src/equations/render/mathml.ts';
import type { EquationWords } from '../../../src/equations/render/math.ts';
import type { RunDescription } from '../../../src/protocol/run.ts';
import { localize } from './l10n.ts';

/** What the equations of a run are made for. */
export function specOf({ inputs, layers, loss, leakySlope }: RunDescription): NetworkSpec {
  return { inputs: inputs.length, layers, loss, leakySlope };
}

/** One below the other. The renderer escapes every name, and no text of a file is in an equation. */
export function equationLines(equations: readonly Equation[]): TemplateResult {
  return html`<div class="equation-lines" role="group" aria-label=${localize('Equations')} tabindex="0">${equations.map(
    (equation) => html`<div data-equation=${equation.id}>${equationMarkup(equation)}</div>`,
  )}</div>`;
}

export function equationMarkup(equation: Equation): TemplateResult {
  return html`${unsafeHTML(mathml(equation, pageWords()))}`;
}

/** Words within equations in the language of the page. */
export function pageWords(): EquationWords {
  return { otherwise: localize('otherwise'), more: (count) => `(${localize('{0} more', count)})` };
}

/** Within a sentence; it may be broken before the signs between its terms. */
export function inlineExpression(expression: Expression): TemplateResult {
  return html`${unsafeHTML(mathmlPieces(expression, pageWords()).join(' '))}`;
}

/** Whether a product is taken cell by cell, which needs a word. */
export function hasElementwise(expression: Expression): boolean {
  const isOne = expression.kind === 'product' && expression.by === 'elementwise';
  return isOne || partsOf(expression).some(hasElementwise);
}

/** g(z) and g′ written out, g′ in terms of a = g(z) where backpropagation computes it so; softmax takes its layer together. */
export function definitionMarkup(
  activation: Activation,
  leakySlope: number,
): Readonly<Record<'g' | 'name' | 'gPrime', TemplateResult>> {
  const [z, a] = (['z', 'a'] as const).map((letter) => variable({ kind: 'argument', letter })) as [
    Expression,
    Expression,
  ];
  if (activation === 'softmax') return { g: inlineExpression(softmaxDefinition(z)), name: html``, gPrime: html`` };
  const { g, gPrime } = definitionOf(activation, z, a);
  const written = (node: Expression): TemplateResult =>
    inlineExpression(
      // Of one number: ⊙ is a plain product then.
      substitute(
        cellExpression(node, 0, 0, () => [1, 1]),
        (leaf) => (leaf.kind === 'scalar' && leaf.letter === 'slope' ? number(leakySlope) : undefined),
      ),
    );
  return { g: written(g), name: inlineExpression({ kind: 'slope', activation, z, a }), gPrime: written(gPrime) };
}
