/**
 * One configuration, changed from all sides in the real workbench while it trains: by the panel's controls, by commands of the palette, by
 * typing, by undo. At the end text, panel and worker say the same, and undo brings the file back byte for byte.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { after, afterEach, before, describe, it } from 'mocha';
import { hyperparameterValue } from '../../src/config/schema/hyperparameters.ts';
import { configDocument } from '../../src/config/text/configDocument.ts';
import type { NetworkConfig } from '../../src/config/schema/schema.ts';
import { persist, poll } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

const name = 'long.nnconfig';
const steps = 14;
const maxUndone = 120;

type Action =
  | { readonly do: 'field' | 'select'; readonly path: string; readonly value: string }
  | { readonly do: 'button'; readonly command: string }
  | { readonly do: 'palette'; readonly title: string; readonly value: string }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'mistake' | 'undo' | 'redo' };

const field = (path: string, ...values: readonly string[]) =>
  fc.constantFrom(...values).map((value): Action => ({ do: 'field', path, value }));
const select = (path: string, ...values: readonly string[]) =>
  fc.constantFrom(...values).map((value): Action => ({ do: 'select', path, value }));
const palette = (title: string, ...values: readonly string[]) =>
  fc.constantFrom(...values).map((value): Action => ({ do: 'palette', title, value }));

const controls = fc.oneof(
  field('training.learningRate', '0.02', '0.2'),
  field('training.batchSize', 'full', '16'),
  field('training.l2', '0.5', '0.25'),
  field('training.epochs', '4000000'),
  field('network.layers', '1', '2'),
  field('network.layers.0.units', '3', '6'),
  field('network.initialization.seed', '5', '9'),
  select('training.optimizer', 'adam', 'momentum', 'rmsProp'),
  select('network.activation', 'relu', 'sigmoid', 'tanh'),
  fc.constantFrom('learningRateUp', 'learningRateDown').map((command): Action => ({ do: 'button', command })),
  palette('Neural Network: Set L2 Regularization…', '0.1', '1'),
  palette('Neural Network: Set Batch Size…', '32', 'full'),
  palette('Neural Network: Set Optimizer…', 'adam', 'gradientDescent'),
);
const typing = fc.oneof(
  fc.constantFrom('// seen\n', '/* quick */ ').map((text): Action => ({ do: 'type', text })),
  fc.constantFrom('mistake', 'undo', 'undo', 'redo').map((what): Action => ({ do: what })),
);
const action: fc.Arbitrary<Action> = fc.oneof({ arbitrary: controls, weight: 3 }, { arbitrary: typing, weight: 2 });

describe('one configuration, changed from all sides', () => {
  let workbench: Workbench;
  let panel: View;
  let original: string;
  const text = (): string => readFileSync(join(workbench.folder, name), 'utf8');

  before(async function () {
    this.timeout(600_000);
    workbench = await Workbench.open({ width: 1600, height: 900 });
    original = text();
    await workbench.openFile(name);
    await workbench.run('Train This Configuration');
    panel = await workbench.view('panel', name).ready();
    await panel.waitForState('running');
    const l2 = panel.find('[data-path="training.l2"]');
    await persist(async () => {
      if (!(await l2.isVisible())) await panel.find('.disclosure').first().click();
    }, l2);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  /** The keyboard is in the text, at its end. */
  async function goToText(): Promise<void> {
    await workbench.goToText(/^long\.nnconfig/);
    await workbench.page.keyboard.press('Control+End');
  }

  const acts: { readonly [K in Action['do']]: (action: Extract<Action, { readonly do: K }>) => Promise<void> } = {
    field: async ({ path, value }) => {
      const input = panel.find(`[data-path="${path}"] input`);
      // A network without a second layer has no control for it.
      if ((await input.count()) === 0) return;
      await input.fill(value);
      await input.press('Enter');
    },
    select: async ({ path, value }) => {
      const element = panel.find(`[data-path="${path}"] select`);
      if ((await element.count()) > 0) await element.selectOption(value);
    },
    button: ({ command }) => panel.find(`[data-command="${command}"]`).first().click(),
    palette: async ({ title, value }) => {
      await workbench.run(title);
      const input = workbench.question;
      await input.fill(value);
      await input.press('Enter');
      await workbench.quickInput.waitFor({ state: 'hidden' });
    },
    type: async ({ text: typed }) => {
      await goToText();
      await workbench.page.keyboard.type(typed);
    },
    mistake: async () => {
      await usable();
      await goToText();
      await workbench.page.keyboard.type('}');
      await panel
        .find('[data-banner="notice"]')
        .filter({ hasText: 'The last good configuration stays in force' })
        .waitFor();
      assert.notEqual(await panel.data('state'), 'failed');
      await workbench.page.keyboard.press('Backspace');
      await panel
        .find('[data-banner="notice"]')
        .filter({ hasText: 'The last good configuration stays in force' })
        .waitFor({ state: 'detached' });
    },
    undo: async () => {
      await goToText();
      await workbench.page.keyboard.press('Control+z');
    },
    redo: async () => {
      await goToText();
      await workbench.page.keyboard.press('Control+y');
    },
  };

  /** Writes the text to disk as the user does, and reads it there. */
  async function saved(): Promise<string> {
    await goToText();
    await workbench.page.keyboard.press('Control+s');
    await workbench.page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'detached' });
    return text();
  }

  /** Half of what was typed may be undone; whoever sees that goes on. */
  async function usable(): Promise<void> {
    while (configDocument(await saved()).config === null) await acts.undo({ do: 'undo' } as never);
  }

  it('text, panel and worker agree at the end', async function () {
    this.timeout(900_000);
    const [drawn = []] = fc.sample(fc.array(action, { minLength: steps, maxLength: steps }), { seed: 113, numRuns: 1 });
    for (const each of drawn) await (acts[each.do] as (action: Action) => Promise<void>)(each);
    await usable();
    assert.notEqual(await agree(JSON.stringify(drawn)), original);
    await workbench.screenshot('agreement-dark');
  });

  it('undo brings the file back byte for byte, and the panel with it', async function () {
    this.timeout(900_000);
    for (let undone = 0; text() !== original && undone < maxUndone; undone += 5) {
      await goToText();
      for (let times = 0; times < 5; times++) await workbench.page.keyboard.press('Control+z');
      await saved();
    }
    assert.equal(await agree('all undone'), original);
  });

  /**
   * Each control of the panel shows what the worker has in force: that is what the text says, which is given. An edit that the panel asked
   * for may still be on its way: so the text is read anew each time.
   */
  async function agree(what: string): Promise<string> {
    const shown = () =>
      panel
        .find('.field[data-path]')
        .evaluateAll((fields) =>
          fields.map((each) => [
            each.getAttribute('data-path'),
            each.getAttribute('data-effective'),
            each.getAttribute('data-pending'),
          ]),
        );
    const both = async () => {
      const end = await saved();
      const { config } = configDocument(end);
      return { end, expected: config && sixDigits(expectedControls(config)), found: sixDigits(await shown()) };
    };
    const { end } = await poll(both, ({ expected, found }) => found === expected, what);
    return end;
  }
});

/** With numbers as exact as the panel writes them. */
function sixDigits(rows: readonly (readonly (string | null)[])[]): string {
  const short = (text: string | null) =>
    text && Number.isFinite(Number(text)) ? String(Number(Number(text).toPrecision(6))) : text;
  return JSON.stringify(rows.map((cells) => cells.map(short)));
}

/** Path, effective value and pending one of every control, in their order. */
function expectedControls(config: NetworkConfig): (readonly [string, string, null])[] {
  const { layers } = config.network;
  const plain = (path: string) => [path, String(hyperparameterValue(config, path)), null] as const;
  const activations = [...new Set(layers.map(({ activation }) => activation))];
  return [
    ...['learningRate', 'optimizer', 'batchSize'].map((key) => plain(`training.${key}`)),
    ...(layers.length > 0
      ? [['network.activation', activations.length === 1 ? (activations[0] ?? '') : '', null] as const]
      : []),
    ['network.layers', String(layers.length), null],
    ...layers.map(({ units }, index) => [`network.layers.${index}.units`, String(units), null] as const),
    ...['training.l2', 'training.epochs', 'network.initialization.seed'].map(plain),
  ];
}
