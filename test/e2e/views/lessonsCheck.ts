/** The Lessons tab: W′ and b′ of linear layers, and the two forms of one forward pass in figures that agree with each other. */
import assert from 'node:assert/strict';
import { poll } from '../waiting.ts';
import type { Opened } from './opened.ts';
import { assertShown } from './shown.ts';

export async function checkCollapse({ self, layers, reader, view, data }: Opened): Promise<void> {
  await reader.open('lessons');
  const lesson = view.find('[data-lesson="collapse"] p').nth(1);
  if (layers.slice(0, -1).some(({ g }) => g !== 'linear')) {
    const text = await poll(
      () => reader.text('[data-lesson="collapse"] p'),
      (found) => found !== '…',
      'the lesson on linear layers',
    );
    assert.match(text, new RegExp(`^Layer 1 applies ${self.layers[0]?.g}`, 'i'));
    return;
  }
  const said = await poll(
    () => lesson.innerText(),
    (text) => text.includes(']'),
    'the lesson on linear layers',
  );
  const [first, second] = layers;
  assert.ok(first && second && layers.length === 2);
  // W′ = W² W¹, b′ = W² b¹ + b²
  const [above = []] = second.W;
  const product = self.inputs.map((_, k) => above.reduce((sum, w, j) => sum + w * (first.W[j]?.[k] ?? 0), 0));
  const bias = above.reduce((sum, w, j) => sum + w * (first.b[j] ?? 0), second.b[0] ?? 0);
  const [W = '', b = ''] = [...said.matchAll(/\[([^\]]*)\]/g)].map(([, inside]) => inside);
  const numbers = W.split(', ');
  assert.equal(numbers.length, product.length);
  numbers.forEach((text, k) => assertShown(text, product[k] ?? Number.NaN, `W′ of ${self.inputs[k]}`));
  assertShown(b, bias, 'b′');
  assert.match(await reader.text('[data-lesson="collapse"] p.quiet'), new RegExp(`Over ${data.train.length} examples`));
}

export async function checkTiming({ reader, view, data }: Opened): Promise<void> {
  await reader.open('lessons');
  await reader.press(view.find('[data-lesson="timing"] .try'));
  await view.find('[data-lesson="timing"] table').waitFor();
  assert.match(
    await reader.text('[data-lesson="timing"] table caption'),
    new RegExp(`^${data.train.length} examples forward`),
  );
  const rows = await view
    .find('[data-lesson="timing"] table tbody tr')
    .evaluateAll((found) =>
      found.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent?.trim() ?? '')),
    );
  const [loop = Number.NaN] = rows.map(([time = '']) => Number(time));
  assert.equal(rows.length, 3);
  for (const [time = '', times = ''] of rows) {
    // Both are rounded to at least two digits.
    const ratio = Number(times.replace('×', '').replace(',', '')) / (loop / Number(time));
    assert.ok(ratio > 0.9 && ratio < 1.1, `${loop} ms against ${time} ms is not ${times}`);
  }
}
