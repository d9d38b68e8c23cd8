/** The Step tab: a step phase by phase, each matrix computed again; with plain gradient descent the update too. */
import assert from 'node:assert/strict';
import { poll } from '../waiting.ts';
import { assertMatrix } from './matricesCheck.ts';
import { exampleAt, type Opened, readLayers, squaredWeights } from './opened.ts';
import { errors, forward, gradients, lossOf, type OwnLayer } from './ownNetwork.ts';
import { meanOf, type OwnExample } from './ownTable.ts';
import type { ShownMatrix } from './panelReader.ts';
import { assertShown, numberAfter } from './shown.ts';

/** Begins anew and trains some epochs, each with the panel's own button. */
export async function trainEpochs({ view, reader }: Opened, count: number): Promise<void> {
  await reader.press(view.find('[data-command="reset"]'));
  await view.waitForState('ready');
  for (let epoch = 1; epoch <= count; epoch++) {
    const before = await view.step();
    await reader.press(view.find('[data-command="stepEpoch"]'));
    await poll(
      () => view.step(),
      (step) => step > before,
      `the end of epoch ${epoch}`,
    );
    await view.waitForState('paused');
  }
}

export async function checkStep(opened: Opened): Promise<void> {
  const { self, reader, data } = opened;
  const layers = await readLayers(self, reader);
  await reader.open('step');
  const depth = layers.length;
  for (let l = 1; l <= depth; l++) {
    await nextPhase(opened, `Forward through layer ${l}`);
    await columns(opened, `Z:${l}`, ({ x }) => forward(layers, x).z[l]);
    await columns(opened, `A:${l}`, ({ x }) => forward(layers, x).a[l]);
  }
  await nextPhase(opened, 'Cost');
  if (self.fullBatchRate !== undefined) {
    const penalty = (self.l2 / (2 * data.train.length)) * squaredWeights(layers);
    const cost = meanOf(data.train.map((example) => lossOf(layers, example))) + penalty;
    assertShown(numberAfter(await reader.text('.step-view .facts'), 'J = '), cost, 'J of the step');
  }
  const computed = gradients(layers, data.train, self.l2);
  for (let l = depth; l >= 1; l--) {
    await nextPhase(opened, `Backward through layer ${l}`);
    await columns(opened, `dZ:${l}`, (example) => errors(layers, example)[l]);
    if (self.fullBatchRate === undefined) continue;
    const { dW, db } = computed[l - 1] ?? assert.fail();
    assertMatrix(await reader.matrix(`dW:${l}`, isThere), `dW:${l} of the step`, (j, k) => dW[j]?.[k]);
    assertMatrix(await reader.matrix(`db:${l}`, isThere), `db:${l} of the step`, (j) => db[j]);
  }
  await nextPhase(opened, 'Update');
  if (self.fullBatchRate !== undefined) await checkUpdate(opened, layers, self.fullBatchRate);
}

function isThere({ values }: ShownMatrix): boolean {
  return values.length > 0;
}

async function nextPhase({ reader, view }: Opened, name: string): Promise<void> {
  await reader.press(view.find('.step-actions .primary').filter({ hasText: name }));
  await poll(
    () => reader.text('.phase-explained h3'),
    (text) => text === name,
    `the phase "${name}"`,
  );
  await view.untilUpToDate();
}

/** The columns are the first examples of the batch. */
async function columns(
  { reader, ...opened }: Opened,
  name: string,
  of: (example: OwnExample) => readonly number[] | undefined,
): Promise<void> {
  const shown = await reader.matrix(name, isThere);
  const computed = shown.columns.map((line) => of(exampleAt(opened, line)));
  assertMatrix(shown, `${name} of the step`, (j, i) => computed[i]?.[j]);
}

/** W := W − α dW, with what was before it beside it. */
async function checkUpdate(opened: Opened, before: readonly OwnLayer[], rate: number): Promise<void> {
  const { data, self } = opened;
  const computed = gradients(before, data.train, self.l2);
  for (const [index, { W, b }] of before.entries()) {
    const { dW, db } = computed[index] ?? assert.fail();
    const l = index + 1;
    assertMatrix(await moment(opened, 'before', `W:${l}`), `W:${l} before`, (j, k) => W[j]?.[k]);
    assertMatrix(await moment(opened, 'gradient', `dW:${l}`), `dW:${l}`, (j, k) => dW[j]?.[k]);
    assertMatrix(
      await moment(opened, 'after', `W:${l}`),
      `W:${l} after`,
      (j, k) => (W[j]?.[k] ?? 0) - rate * (dW[j]?.[k] ?? 0),
    );
    assertMatrix(await moment(opened, 'after', `b:${l}`), `b:${l} after`, (j) => (b[j] ?? 0) - rate * (db[j] ?? 0));
  }
}

function moment({ reader }: Opened, when: string, name: string): Promise<ShownMatrix> {
  return reader.matrix(name, isThere, `.moment:has(> p:text-is("${when}"))`);
}
