/** A case trained in the workbench to its end, with the weights as the Matrices tab shows them and the examples as the test reads them. */
import { join } from 'node:path';
import type { View } from '../view.ts';
import type { Workbench } from '../workbench.ts';
import type { Case } from './cases.ts';
import { type OwnData, type OwnExample, ownData, readOwnTable } from './ownTable.ts';
import type { OwnLayer } from './ownNetwork.ts';
import { PanelReader, type ShownMatrix } from './panelReader.ts';

export interface Opened {
  readonly self: Case;
  readonly view: View;
  readonly reader: PanelReader;
  readonly data: OwnData;
  /** Read from the panel; none of a large network, whose checks read what they need. */
  readonly layers: readonly OwnLayer[];
}

export async function openCase(workbench: Workbench, self: Case): Promise<Opened> {
  await workbench.openFile(self.config);
  await workbench.run('Train This Configuration');
  const view = await workbench.view('panel', self.config).ready();
  await view.waitForState('finished');
  await view.untilUpToDate();
  const reader = new PanelReader(view);
  const data = ownData(readOwnTable(join(workbench.folder, self.table)), self, await heldBackLines(self, reader));
  const layers = self.large ? [] : await readLayers(self, reader);
  return { self, view, reader, data, layers };
}

/** Which examples are held back is drawn at random: the one thing that is taken from the panel beside the weights. */
async function heldBackLines(self: Case, reader: PanelReader): Promise<ReadonlySet<number>> {
  if (self.withoutValidation) return new Set();
  await reader.open('data');
  const rows = await reader.rows('validation');
  return new Set(rows.map(({ line }) => line));
}

export async function readLayers(self: Case, reader: PanelReader): Promise<OwnLayer[]> {
  const layers: OwnLayer[] = [];
  await reader.open('matrices');
  for (const [index, { g }] of self.layers.entries()) layers.push({ ...(await readLayer(self, reader, index + 1)), g });
  return layers;
}

/** W and b of a layer from all pages of the Matrices tab. */
async function readLayer(self: Case, reader: PanelReader, l: number): Promise<Pick<OwnLayer, 'W' | 'b'>> {
  await reader.turnTo(l, 'Forward');
  const W: number[][] = [];
  const b: number[] = [];
  await reader.rewind('units');
  do {
    const unit = await reader.pageStart('units');
    await reader.rewind('below');
    do {
      const below = await reader.pageStart('below');
      const page = await reader.matrix(`W:${l}`, (matrix) => isPage(self, matrix, l, unit, below));
      page.values.forEach((row, j) => {
        W[unit + j] = [...(W[unit + j] ?? []), ...row];
      });
    } while (await reader.turnPage('below'));
    const biases = await reader.matrix(`b:${l}`, (matrix) => matrix.rows[0] === unitNames(self, l)[unit]);
    b.push(...biases.values.map(([value = Number.NaN]) => value));
  } while (await reader.turnPage('units'));
  return { W, b };
}

function isPage(self: Case, { rows, columns }: ShownMatrix, l: number, unit: number, below: number): boolean {
  return rows[0] === unitNames(self, l)[unit] && columns[0] === unitNames(self, l - 1)[below];
}

/** What the rows of layer l are called. */
export function unitNames({ inputs, classes, targets, layers }: Case, l: number): readonly string[] {
  if (l === 0) return inputs;
  if (l === layers.length) return classes.length > 2 ? classes : targets;
  return Array.from({ length: layers[l - 1]?.units ?? 0 }, (_, j) => `unit ${j + 1}`);
}

export function exampleAt({ data }: Pick<Opened, 'data'>, line: number | string): OwnExample {
  const found = [...data.train, ...data.validation].find((example) => example.line === Number(line));
  if (!found) throw new Error(`There is no example in line ${line}.`);
  return found;
}

/** Σ w² of all layers. */
export function squaredWeights(layers: readonly OwnLayer[]): number {
  return layers.reduce((total, { W }) => total + W.flat().reduce((sum, w) => sum + w * w, 0), 0);
}
