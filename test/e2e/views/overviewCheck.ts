/** The overview: the unit card of a hidden unit and of an output, the end of the curves. A frame's numbers are Float32. */
import assert from 'node:assert/strict';
import { poll } from '../waiting.ts';
import { exampleAt, type Opened, squaredWeights } from './opened.ts';
import { forward, gradients, lossOf, probability, slope } from './ownNetwork.ts';
import { meanOf, type OwnExample } from './ownTable.ts';
import { assertShown, numberAfter } from './shown.ts';

const float32 = 1e-6;

/** Chooses the cell of Z in the Matrices tab, and looks at the unit card then. */
export async function checkUnit(opened: Opened, l: number, unit: number, index: number): Promise<void> {
  const { reader, view, layers } = opened;
  await reader.open('matrices');
  await reader.turnTo(l, 'Forward');
  await reader.rewind('units');
  const cell = view.find(`figure[data-matrix="Z:${l}"] tbody tr`).nth(unit).locator('td').nth(index);
  await reader.press(cell);
  const { columns } = await reader.matrix(`Z:${l}`, ({ columns: found }) => found.length > index);
  const example = exampleAt(opened, columns[index] ?? '');
  const z = forward(layers, example.x).z[l]?.[unit] ?? Number.NaN;
  assertShown(
    await reader.text(`[data-cell="${unit}:${index}"] [data-number="z"]`),
    z,
    'z in the sentence on the cell',
  );
  await reader.open('overview');
  await view.find(`.equations[data-unit="${l}:${unit}"]`).waitFor();
  await poll(
    () => reader.text('.example-line'),
    (text) => new RegExp(`line ${example.line}\\b`).test(text),
    'the line of the example',
  );
  await view.untilUpToDate();
  await checkEquations(opened, l, unit, example);
  await checkTerms(opened, l, unit, example);
}

async function checkEquations(
  { reader, layers, self }: Opened,
  l: number,
  unit: number,
  example: OwnExample,
): Promise<void> {
  const { z, a } = forward(layers, example.x);
  const { g, W } = layers[l - 1] ?? assert.fail(`there is no layer ${l}`);
  const terms = (W[unit] ?? []).map((w, k) => Math.abs(w * (a[l - 1]?.[k] ?? 0)));
  const slack = float32 * (1 + terms.reduce((sum, term) => sum + term, 0));
  const value = a[l]?.[unit] ?? Number.NaN;
  assertShown(await reader.text('.unit-card [data-number="z"]'), z[l]?.[unit] ?? Number.NaN, 'z', slack);
  assertShown(await reader.text('.unit-card [data-number="a"]'), value, 'a', slack);
  if (g !== 'softmax') return assertShown(await reader.text('.unit-card .slope b'), slope(g, value), 'g′', slack);
  const shares = await reader.texts('table.answers td:nth-of-type(1)');
  assert.equal(shares.length, self.classes.length);
  shares.forEach((text, code) =>
    assertShown(text, probability(layers, example.x, code), `the probability of ${self.classes[code]}`, slack),
  );
}

async function checkTerms(
  { view, layers, data, self }: Opened,
  l: number,
  unit: number,
  example: OwnExample,
): Promise<void> {
  const rows = await view
    .find('table.terms tbody tr:not(.more)')
    .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent?.trim() ?? '')));
  const { dW } = gradients(layers, data.train, self.l2)[l - 1] ?? assert.fail();
  const { W, b } = layers[l - 1] ?? assert.fail();
  const below = forward(layers, example.x).a[l - 1] ?? [];
  for (const [name = '', w = '', input = '', product = '', , gradient = ''] of rows.slice(0, -1)) {
    const k = subscripts(name) - 1;
    const [weight = Number.NaN, x = Number.NaN] = [W[unit]?.[k], below[k]];
    const slack = float32 * (1 + Math.abs(weight * x));
    assertShown(w, weight, `w of ${name}`, slack);
    assertShown(input, x, `the input ${name}`, slack);
    assertShown(product, weight * x, `w·x of ${name}`, slack);
    assertShown(gradient, dW[unit]?.[k] ?? Number.NaN, `dw of ${name}`, float32);
  }
  assert.ok(rows.length > 2, `${rows.length} terms`);
  assertShown(rows.at(-1)?.[3] ?? '', b[unit] ?? Number.NaN, 'b', float32);
}

/** "x₁₂ name" → 12 */
function subscripts(text: string): number {
  return Number([...(/[₀-₉]+/.exec(text)?.join('') ?? '')].map((digit) => '₀₁₂₃₄₅₆₇₈₉'.indexOf(digit)).join(''));
}

/** The last point of the curves: mean loss, with λ/2m Σw². */
export async function checkCurves({ view, reader, layers, data, self }: Opened): Promise<void> {
  await reader.open('overview');
  const penalty = (self.l2 / (2 * data.train.length)) * squaredWeights(layers);
  const cost = meanOf(data.train.map((example) => lossOf(layers, example))) + penalty;
  const last = async () => (await view.costs()).at(-1) ?? Number.NaN;
  // The table behind the chart is drawn after it.
  await poll(
    last,
    (shown) => Math.abs(shown - cost) <= float32 * Math.max(1, Math.abs(cost)),
    `the last cost of the curve, computed ${cost},`,
  );
  assertShown(
    numberAfter(await reader.text('.state-line [data-part="cost"]'), 'cost'),
    cost,
    'the cost in the state line',
    float32,
  );
}
