/** What the editor shows in a `.nnconfig`, as a user sees it; the pictures are for people. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { persist, poll } from './waiting.ts';
import { Workbench } from './workbench.ts';

const text = `{
  // Which penguin is it?
  "data": {
    "file": "penguins.csv",
    "target": "species",
    "features": ["beak_length_mm", "beak_depth_mm"]
  },
  "network": {
    "layers": [
      { "units": 8, "activation": "tanh" },
      { "units": 4, "activation": "relu" }
    ]
  },
  "training": {
    "optimizer": "adam",
    "learningRate": 0.01,
    "batchSize": "full",
    "epochs": 2000
  }
}
`;

describe('a .nnconfig in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    const write = (folder: string): void => writeFileSync(join(folder, 'penguins.nnconfig'), text);
    workbench = await Workbench.open({ width: 1280, height: 800 }, [], { write });
    await workbench.openFile('penguins.nnconfig');
    // They come above the lines, which then move down under the mouse.
    await workbench.page.locator('.codelens-decoration').filter({ hasText: 'Open CSV · 344 rows' }).waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  const line = (part: string): Locator =>
    workbench.page.locator('.editor-instance .view-line').filter({ hasText: part }).first();
  /** A word of the line that holds `part`. */
  const word = (part: string, name: string): Locator =>
    line(part).locator('span > span').filter({ hasText: name }).last();

  /** Puts the mouse on a word, from elsewhere, and nothing in between: no scrolling. */
  async function pointAt(part: string, name: string): Promise<void> {
    const position = () => word(part, name).boundingBox({ timeout: 1000 });
    // A line is drawn anew now and then, and its words with it; it moves when something comes above it.
    await poll(
      async () => {
        const box = await position();
        if (!box) return false;
        await workbench.page.mouse.move(1100, 720);
        await workbench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
        const now = await position();
        return now?.x === box.x && now.y === box.y;
      },
      (rests) => rests,
      `whether ${name} rests under the mouse`,
    );
  }

  /** Selects a word. */
  async function choose(part: string, name: string): Promise<void> {
    await pointAt(part, name);
    for (const clickCount of [1, 2]) {
      await workbench.page.mouse.down({ clickCount });
      await workbench.page.mouse.up({ clickCount });
    }
    await workbench.untilTextHasKeyboard();
  }

  /** Both pictures of what is on the screen. */
  async function pictures(name: string, again: () => Promise<void>): Promise<void> {
    await again();
    await workbench.screenshot(`${name}-dark`);
    await workbench.page.keyboard.press('Escape');
    await workbench.chooseTheme('Light Modern');
    await again();
    await workbench.screenshot(`${name}-light`);
    await workbench.page.keyboard.press('Escape');
    await workbench.chooseTheme('Dark Modern');
  }

  it('writes the shapes behind the layers', async () => {
    const shown = await poll(
      () => line('"units": 8').textContent(),
      (found) => /W¹\s8×2/.test(found ?? ''),
      'the line of the first layer',
    );
    assert.match(shown ?? '', /b¹\s8×1/);
    await line('output')
      .filter({ hasText: /W³\s3×4/ })
      .waitFor();
    await line('"full"')
      .filter({ hasText: /m\s=\s275/ })
      .waitFor();
  });

  it('colours keys, words, numbers and comments each in its own way', async () => {
    const places = [
      ['"units": 8', 'units'],
      ['"units": 8', 'tanh'],
      ['"units": 8', '8'],
      ['Which penguin', 'Which'],
    ] as const;
    const colours = () =>
      Promise.all(
        places.map(([part, name]) => word(part, name).evaluate((element) => getComputedStyle(element).color)),
      );
    // A text is there before its colours are.
    await poll(colours, (found) => new Set(found).size === places.length, 'the colours');
  });

  it('says in the breadcrumbs where the cursor is', async () => {
    await choose('"units": 4', 'units');
    const crumbs = workbench.page.locator('.breadcrumbs-below-tabs .monaco-breadcrumb-item .label-name');
    const names = ['penguins.nnconfig', 'Network', 'Hidden layers', 'Layer 2'];
    await poll(
      () => crumbs.allTextContents(),
      (shown) => names.every((name, box) => shown[box] === name),
      'the breadcrumbs',
    );
  });

  /** Rests the mouse on a word until the hover says so, and until it has faded in. */
  async function hover(part: string, name: string, says: string): Promise<void> {
    await persist(
      () => pointAt(part, name),
      workbench.page.locator('.monaco-hover:not(.hidden)').filter({ hasText: says }).first(),
    );
    await workbench.page.waitForTimeout(300);
  }

  it('explains a layer under the mouse', () =>
    pictures('language-hover', () =>
      hover('"units": 8', 'units', 'W¹ 8×2 · b¹ 8×1 · Z¹, A¹ 8×m (m = 275) · 24 parameters'),
    ));

  it('shows the table behind a name, and the rule behind α', async () => {
    const says = [
      ['"file"', 'penguins', '344 rows · 7 columns'],
      ['"target"', 'species', 'Adelie'],
      ['"features"', 'beak_length', 'mean'],
      ['"learningRate"', 'learningRate', 'W ← W'],
    ] as const;
    for (const [part, name, text] of says) {
      await hover(part, name, text);
      await workbench.screenshot(`language-hover-${name}-dark`);
      await workbench.page.mouse.move(1200, 700);
      await workbench.page
        .locator('.monaco-hover:not(.hidden)')
        .filter({ hasText: text })
        .waitFor({ state: 'detached' });
    }
  });

  it('completes the name of a column', async () => {
    const widget = workbench.page.locator('.suggest-widget.visible');
    await choose('"target"', 'species');
    await workbench.page.keyboard.press('Backspace');
    await line('"target": ""').waitFor();
    const suggest = () => persist(() => workbench.run('Trigger Suggest'), widget.getByText('island').first());
    await pictures('language-completion', suggest);
    await suggest();
    await workbench.untilTextHasKeyboard();
    await workbench.page.keyboard.type('sp');
    await line('"target": "sp"').waitFor();
    await widget.locator('.monaco-list-row.focused').filter({ hasText: 'species' }).waitFor();
    await workbench.page.keyboard.press('Enter');
    await line('"target": "species"').waitFor();
  });

  it('cures what it marks', async () => {
    const { keyboard } = workbench.page;
    await choose('"optimizer"', 'adam');
    await keyboard.type('adma');
    await line('"optimizer": "adma"').waitFor();
    await workbench.page.locator('.squiggly-error').first().waitFor();
    const cure = workbench.page.locator('.action-widget').getByText('Replace with "adam"');
    const open = async (): Promise<void> => {
      await keyboard.press('Escape');
      await choose('"optimizer"', 'adma');
      await keyboard.press('Control+.');
    };
    await pictures('language-fix', () => persist(open, cure));
    const choice = async (): Promise<void> => {
      await persist(open, cure);
      await cure.click({ timeout: 10_000 });
    };
    await persist(choice, line('"optimizer": "adam"'));
    await workbench.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.screenshot('language-fixed-dark');
  });
});
