/** The Matrices tab: X, Z, A, Y, dZ of the window's examples, dW and db over all of them. */
import assert from 'node:assert/strict';
import { exampleAt, type Opened, unitNames } from './opened.ts';
import { errors, forward, gradients } from './ownNetwork.ts';
import type { OwnExample } from './ownTable.ts';
import type { ShownMatrix } from './panelReader.ts';
import { assertNear, assertShown } from './shown.ts';

export async function checkForward(opened: Opened): Promise<void> {
  const { self, reader, layers } = opened;
  await reader.open('matrices');
  for (const l of self.layers.keys()) {
    await reader.turnTo(l + 1, 'Forward');
    await reader.rewind('units');
    await reader.rewind('below');
    if (l === 0) await compare(opened, 'X:0', ({ x }) => x);
    await compare(opened, `Z:${l + 1}`, ({ x }) => forward(layers, x).z[l + 1] ?? []);
    await compare(opened, `A:${l + 1}`, ({ x }) => forward(layers, x).a[l + 1] ?? []);
  }
}

export async function checkBackward(opened: Opened): Promise<void> {
  const { self, reader, layers, data } = opened;
  const computed = gradients(layers, data.train, self.l2);
  await reader.open('matrices');
  for (const [index, { dW, db }] of computed.entries()) {
    const l = index + 1;
    await reader.turnTo(l, 'Backward');
    await reader.rewind('units');
    await reader.rewind('below');
    if (l === self.layers.length) await compare(opened, `Y:${l}`, ({ y }) => y);
    await compare(opened, `dZ:${l}`, (example) => errors(layers, example)[l] ?? []);
    // The table of dW has its columns below, db has one.
    const shown = await reader.matrix(`dW:${l}`, ({ columns }) => columns[0] === unitNames(self, l - 1)[0]);
    assertMatrix(shown, `dW:${l}`, (j, k) => dW[j]?.[k]);
    assertMatrix(
      await reader.matrix(`db:${l}`, ({ rows }) => rows[0] === unitNames(self, l)[0]),
      `db:${l}`,
      (j) => db[j],
    );
  }
}

/** A matrix with an example a column: every cell of its window. */
async function compare(
  opened: Opened,
  name: string,
  column: (example: OwnExample) => readonly number[],
): Promise<void> {
  const l = Number(name.split(':')[1]);
  const shown = await opened.reader.matrix(
    name,
    ({ rows, columns }) => rows[0] === unitNames(opened.self, l)[0] && columns.length > 0,
  );
  const columns = shown.columns.map((line) => column(exampleAt(opened, line)));
  assertMatrix(shown, name, (j, i) => columns[i]?.[j]);
}

/** Both the number in full and what is written in the cell. */
export function assertMatrix(
  shown: ShownMatrix,
  name: string,
  computed: (row: number, column: number) => number | undefined,
): void {
  assert.ok(shown.values.length > 0, `${name} is empty`);
  shown.values.forEach((row, j) => {
    assert.ok(row.length > 0, `${name} is empty`);
    row.forEach((value, i) => {
      const expected = computed(j, i) ?? Number.NaN;
      const where = `${name} at ${shown.rows[j]}, ${shown.columns[i] ?? ''}`;
      assertNear(value, expected, where);
      assertShown(shown.texts[j]?.[i] ?? '', expected, where);
    });
  });
}
