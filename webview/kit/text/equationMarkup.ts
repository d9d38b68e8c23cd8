/** Equations of `src/equations` in a page: MathML, in the one notation that exports and copies have too. */
import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import type { NetworkSpec } from '../../../src/core/network/network.ts';
import type { Equation } from '../../../src/equations/equation.ts';
import { type Expression, partsOf } from '../../../src/equations/expression.ts';
import { expressionMathml, mathml } from '../../../src/equations/render/mathml.ts';
import type { RunDescription } from '../../../src/protocol/run.ts';

/** What the equations of a run are made for. */
export function specOf({ inputs, layers, loss, leakySlope }: RunDescription): NetworkSpec {
  return { inputs: inputs.length, layers, loss, leakySlope };
}

/** One below the other. The renderer escapes every name, and no text of a file is in an equation. */
export function equationLines(equations: readonly Equation[]): TemplateResult {
  return html`<div class="equation-lines">${equations.map(
    (equation) => html`<div data-equation=${equation.id}>${unsafeHTML(mathml(equation))}</div>`,
  )}</div>`;
}

/** Within a sentence. */
export function inlineExpression(expression: Expression): TemplateResult {
  return html`${unsafeHTML(expressionMathml(expression))}`;
}

/** Whether a product is taken cell by cell, which needs a word. */
export function hasElementwise(expression: Expression): boolean {
  const isOne = expression.kind === 'product' && expression.by === 'elementwise';
  return isOne || partsOf(expression).some(hasElementwise);
}
