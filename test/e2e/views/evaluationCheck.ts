/** The Evaluation tab on the examples held back (all where none are): computed from the weights, or from the rows of the Data tab. */
import assert from 'node:assert/strict';
import type { Opened } from './opened.ts';
import { answerOf, forward, lossOf, probability } from './ownNetwork.ts';
import { meanOf, type OwnExample } from './ownTable.ts';
import { assertShown, numberAfter } from './shown.ts';

/** A classifier's answer for one example, and how sure it is of the class that the curves are about. */
export interface Judged {
  readonly truth: number;
  readonly predicted: number;
  readonly score: number;
}

export async function checkClasses(opened: Opened): Promise<void> {
  const { self, layers, data, reader } = opened;
  await reader.open('evaluation');
  await opened.view.find('table.confusion').waitFor();
  const part = self.withoutValidation ? data.train : data.validation;
  const shownClass = self.classes.length === 2 ? 1 : 0;
  const judged = part.map(
    (example): Judged => ({
      truth: truthOf(example),
      predicted: answerOf(layers, example.x),
      score: probability(layers, example.x, shownClass),
    }),
  );
  await checkConfusion(opened, judged);
  await checkRanking(opened, judged, shownClass);
  const head = await reader.text('.evaluation-view .facts');
  assertShown(numberAfter(head, 'mean loss'), meanOf(part.map((example) => lossOf(layers, example))), 'the mean loss');
  await checkMajority(opened, part);
}

function truthOf({ y }: OwnExample): number {
  return y.length === 1 ? (y[0] ?? Number.NaN) : y.indexOf(1);
}

export async function checkConfusion({ self, view, reader }: Opened, judged: readonly Judged[]): Promise<void> {
  const { classes } = self;
  const count = (truth: number | null, predicted: number | null): number =>
    judged.filter(
      (one) => (truth === null || one.truth === truth) && (predicted === null || one.predicted === predicted),
    ).length;
  const cells = await view.find('table.confusion tbody td').allInnerTexts();
  const expected = classes.flatMap((_, truth) => classes.map((_name, predicted) => String(count(truth, predicted))));
  assert.deepEqual(
    cells.map((text) => text.trim()),
    expected,
  );
  const right = meanOf(judged.map((one) => Number(one.truth === one.predicted)));
  assertShown(await reader.text('[data-number="accuracy"]'), right, 'the accuracy');
  const table = view.find('table.scores').filter({ hasText: 'precision' });
  const rows = await table
    .locator('tbody tr:not(.mean)')
    .evaluateAll((found) => found.map((row) => Array.from(row.children, (cell) => cell.textContent?.trim() ?? '')));
  assert.equal(rows.length, classes.length);
  for (const [code, [name, precision = '', recall = '', f1 = '', support]] of rows.entries()) {
    const hits = count(code, code);
    assert.deepEqual([name, support], [classes[code], String(count(code, null))]);
    assertShown(precision, hits / Math.max(1, count(null, code)), `precision of ${name}`);
    assertShown(recall, hits / Math.max(1, count(code, null)), `recall of ${name}`);
    // F₁ = 2·hits / (all that are + all that were called so)
    assertShown(f1, (2 * hits) / Math.max(1, count(code, null) + count(null, code)), `F1 of ${name}`);
  }
}

/** AUC as the share of pairs, one of the class and one of another, that are in the right order; calibration in ten bins. */
async function checkRanking({ reader, self }: Opened, judged: readonly Judged[], code: number): Promise<void> {
  const [positive, negative] = [true, false].map((is) => judged.filter((one) => (one.truth === code) === is));
  const pairs = positive?.flatMap((one) =>
    (negative ?? []).map((other) => (Math.sign(one.score - other.score) + 1) / 2),
  );
  const [title = ''] = await reader.texts('.plot figcaption');
  assert.ok(title.startsWith(`ROC of ${self.classes[code]}: AUC`), title);
  assertShown(numberAfter(title, 'AUC '), meanOf(pairs ?? []), 'AUC');
  const calibration = (await reader.view.find('.plot svg').nth(2).getAttribute('aria-label')) ?? '';
  const distances = judged.map((one) => (one.score - Number(one.truth === code)) ** 2);
  assertShown(numberAfter(calibration, 'Brier score '), meanOf(distances), 'the Brier score');
  const bins = Array.from({ length: 10 }, (_, bin) =>
    judged.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === bin),
  );
  const gaps = bins.map((bin) => Math.abs(bin.reduce((sum, one) => sum + one.score - Number(one.truth === code), 0)));
  assertShown(
    numberAfter(calibration, 'calibration error '),
    gaps.reduce((sum, gap) => sum + gap, 0) / judged.length,
    'the calibration error',
  );
}

/** Always the most frequent class of the training examples, with their shares as probabilities. */
async function checkMajority({ self, data, view }: Opened, part: readonly OwnExample[]): Promise<void> {
  const shares = self.classes.map((_, code) => meanOf(data.train.map((example) => Number(truthOf(example) === code))));
  const most = shares.indexOf(Math.max(...shares));
  const cells = await view
    .find('table.scores tbody tr')
    .filter({ hasText: 'most frequent' })
    .locator('td')
    .allInnerTexts();
  // With classes of one size either may stand for all.
  const rates = shares.map((share, code) =>
    share === shares[most] ? meanOf(part.map((example) => Number(truthOf(example) === code))) : -1,
  );
  if (new Set(rates.filter((rate) => rate >= 0)).size === 1)
    assertShown(cells[0] ?? '', rates[most] ?? 0, 'the accuracy of the most frequent class');
  assertShown(cells[1] ?? '', meanOf(part.map((example) => -Math.log(shares[truthOf(example)] ?? 0))), 'its mean loss');
}

export async function checkRegression({ self, layers, data, reader, view }: Opened): Promise<void> {
  await reader.open('evaluation');
  await view.find('.regression-facts').waitFor();
  const fits = self.targets.map((name, k) => {
    const column = (example: OwnExample): number => example.y[k] ?? Number.NaN;
    const { deviation } = data.targetScale[k] ?? assert.fail(name);
    const mean = meanOf(data.validation.map(column));
    const misses = data.validation.map(
      (example) => column(example) - (forward(layers, example.x).a.at(-1)?.[k] ?? Number.NaN),
    );
    const total = data.validation.reduce((sum, example) => sum + (column(example) - mean) ** 2, 0);
    const squares = misses.reduce((sum, miss) => sum + miss * miss, 0);
    const m = misses.length;
    return {
      name,
      r2: 1 - squares / total,
      mae: meanOf(misses.map(Math.abs)) * deviation,
      rmse: Math.sqrt(squares / m) * deviation,
    };
  });
  const [first] = fits;
  const facts = await reader.text('.regression-facts');
  assertShown(numberAfter(facts, 'R² '), first?.r2 ?? Number.NaN, `R² of ${first?.name}`);
  assertShown(numberAfter(facts, 'mean |error| '), first?.mae ?? Number.NaN, 'the mean error');
  assertShown(numberAfter(facts, 'root mean square error '), first?.rmse ?? Number.NaN, 'the root mean square error');
  const head = await reader.text('.evaluation-view .facts');
  assertShown(numberAfter(head, 'R² '), meanOf(fits.map(({ r2 }) => r2)), 'R² over the targets');
  assertShown(
    numberAfter(head, 'mean loss '),
    meanOf(data.validation.map((example) => lossOf(layers, example))),
    'the mean loss',
  );
}
