/** The Data tab: what the network answers in each row, and its loss. */
import assert from 'node:assert/strict';
import { exampleAt, type Opened } from './opened.ts';
import { answerOf, forward, lossOf, probability } from './ownNetwork.ts';
import type { ShownRow } from './panelReader.ts';
import { assertShown, numberAfter } from './shown.ts';

export async function checkRows(opened: Opened): Promise<void> {
  const { reader, data } = opened;
  await reader.open('data');
  const rows = await reader.rows('all');
  assert.ok(rows.length >= Math.min(60, data.train.length), `${rows.length} rows`);
  for (const row of rows) checkRow(opened, row);
}

function checkRow(opened: Opened, { line, predicted, loss }: ShownRow): void {
  const { layers, self, data } = opened;
  const example = exampleAt(opened, line);
  assertShown(loss, lossOf(layers, example), `the loss in line ${line}`);
  if (self.classes.length === 0) {
    const output = forward(layers, example.x).a.at(-1) ?? [];
    const numbers = predicted.split(', ');
    assert.equal(numbers.length, output.length);
    numbers.forEach((text, k) => {
      const { mean = 0, deviation = 1 } = data.targetScale[k] ?? {};
      assertShown(text, (output[k] ?? 0) * deviation + mean, `${self.targets[k]} in line ${line}`);
    });
    return;
  }
  const code = answerOf(layers, example.x);
  const name = self.classes[code] ?? '';
  assert.ok(predicted.startsWith(`${name} `), `line ${line}: "${predicted}", computed ${name}`);
  assertShown(
    numberAfter(predicted, `${name} `),
    probability(layers, example.x, code),
    `the probability in line ${line}`,
  );
  const truth = self.classes.length === 2 ? example.y[0] : example.y.indexOf(1);
  assert.equal(predicted.endsWith('wrong'), code !== truth, `line ${line}: "${predicted}"`);
}
