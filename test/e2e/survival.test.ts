/** A paused run whose panel is hidden and shown, moved and reloaded: time stands still, so what is seen must be the same. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { trials } from '../trials.ts';
import { persist, poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

const config = 'still.nnconfig';
const title = `Network: ${config}`;
const cover = 'iris.csv';
const times = trials(10, 50);

/** Held back so that it lasts, and yet is trained again in a moment. */
const watchSeconds = 600;
const text = `{
  "data": { "file": "planar_flower.csv", "target": "label" },
  "network": { "layers": [{ "units": 8 }, { "units": 4 }] },
  "training": { "optimizer": "adam", "learningRate": 0.003, "batchSize": 40, "epochs": 10000 }
}
`;

describe('a panel that is hidden, moved and reloaded', () => {
  let workbench: Workbench;
  let panel: View;
  let picture: Buffer;
  let seen: Seen;

  before(async () => {
    workbench = await Workbench.open({ width: 1400, height: 900 }, [], {
      settings: { 'neuralNetwork.training.watchSeconds': watchSeconds },
      write: (folder) => writeFileSync(join(folder, config), text),
    });
    await workbench.openFile(config);
    await workbench.run('Train This Configuration');
    panel = await workbench.view('panel', config).ready();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  interface Seen {
    readonly step: string;
    readonly time: string | null;
    readonly tab: string | null;
    readonly layer: string | null;
    readonly cell: string | null;
    readonly rate: string | null;
    /** W² as the Matrices tab has them, in full. */
    readonly weights: readonly string[];
  }

  async function look(): Promise<Seen> {
    panel = await workbench.view('panel', config).ready();
    await panel.find('[data-matrix="W:2"] td[title]').first().waitFor();
    await panel.untilUpToDate();
    const one = (selector: string, name: string) => panel.find(selector).first().getAttribute(name);
    return {
      step: await panel.data('step'),
      time: await one('.time-bar input', 'aria-valuetext'),
      tab: await one('[role="tab"][aria-selected="true"]', 'data-tab'),
      layer: await one('.matrix-view [aria-label="Layer"] [aria-pressed="true"]', 'title'),
      cell: await one('[data-cell]', 'data-cell'),
      rate: await one('[data-path="training.learningRate"]', 'data-effective'),
      weights: await panel
        .find('[data-matrix="W:2"] td[title]')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? '')),
    };
  }

  /**
   * The browser may keep a part of a picture from when it was drawn in other pieces, with rounded corners shaded a little otherwise: so all
   * of the page is painted in one piece.
   */
  function paintAnew(): Promise<void> {
    return panel.find('html').evaluate(async (root: HTMLElement) => {
      const nextPicture = () => new Promise((done) => requestAnimationFrame(done));
      for (const opacity of ['0.5', '']) {
        root.style.opacity = opacity;
        await nextPicture();
        await nextPicture();
      }
    });
  }

  /** The panel as it looks when nothing of it changes any more. */
  async function photograph(): Promise<Buffer> {
    // A click on its tab puts the keyboard where it is each time.
    await workbench.tab(title).click();
    await look();
    await paintAnew();
    let last = await panel.screenshot();
    return poll(
      async () => {
        const [before, now] = [last, await panel.screenshot()];
        last = now;
        return before.equals(now) ? now : null;
      },
      (still) => still !== null,
      'the picture of the panel',
      1000,
    ).then((still) => still ?? last);
  }

  async function assertSamePicture(): Promise<void> {
    let now = picture;
    const isSame = async () => {
      now = await photograph();
      return picture.equals(now);
    };
    await poll(isSame, Boolean, 'whether the picture is the same').catch(() => {
      // For whoever has to find out what is different.
      writeFileSync('test-output/screenshots/failed-picture-before.png', picture);
      writeFileSync('test-output/screenshots/failed-picture-now.png', now);
      assert.fail('The picture is another one: see test-output/screenshots/failed-picture-*.png');
    });
  }

  it('pauses in the middle of a run, in its past, with a unit and an example of its own', async () => {
    await poll(
      () => panel.step(),
      (step) => step > 100,
      'the step',
    );
    await panel.find('[data-command="learningRateDown"]').first().click();
    await panel.find('[data-path="training.learningRate"][data-effective="0.001"]').waitFor();
    await panel.find('[data-command="pause"]').first().click();
    await panel.waitForState('paused');
    await panel.find('#tab-matrices').click();
    await panel.find('.matrix-view [aria-label="Layer"] button[title="Layer 2"]').click();
    // The room above the matrices is that of the first sentence, and no longer grows under the pointer.
    await panel.untilUpToDate();
    await panel.find('[data-matrix="Z:2"] tbody tr').first().locator('td').nth(2).click();
    await panel.find('[data-cell="0:2"]').first().waitFor();
    const slider = panel.find('.time-bar input');
    for (const key of ['Home', 'PageUp', 'PageUp', 'PageUp']) {
      const before = await slider.getAttribute('aria-valuetext');
      await slider.press(key);
      await poll(
        () => slider.getAttribute('aria-valuetext'),
        (time) => time !== before,
        'the step that is looked at',
      );
    }
    await panel.find('.time-bar.past').waitFor();
    // Another editor in the panel's group, to cover it with: the group is locked, so that nothing covers it unasked.
    await workbench.tab(title).click();
    await workbench.run('View: Unlock Editor Group');
    await workbench.openFile(cover);
    picture = await photograph();
    seen = await look();
    assert.deepEqual([seen.tab, seen.layer, seen.cell, seen.rate], ['matrices', 'Layer 2', '0:2', '0.001']);
    await workbench.screenshot('8-still-dark');
  });

  it(`is the same picture after ${times} times out of sight`, async () => {
    for (let time = 0; time < times; time++) {
      await workbench.tab(cover).click();
      await workbench.tab(title).click();
    }
    await untilEqual(look, seen, 'what is seen');
    await assertSamePicture();
  });

  it('is the same in another column, and the same picture when it is back', async () => {
    await workbench.tab(title).click();
    for (const group of ['Previous', 'Next']) {
      const place = () => workbench.tab(title).boundingBox();
      const before = await place();
      await workbench.run(`View: Move Editor into ${group} Group`);
      await poll(place, (now) => now !== null && now.x !== before?.x, 'the place of the tab');
      await untilEqual(look, seen, 'what is seen');
    }
    await assertSamePicture();
  });

  it('is trained again to where it was when the window is reloaded, to the last bit, and goes on from there', async () => {
    const time = Number((await panel.find('[data-number="time"]').innerText()).replaceAll(',', ''));
    await workbench.untilRemembered(config, Number(seen.step), time);
    await workbench.reload();
    await workbench.tab(title).click();
    panel = await workbench.view('panel', config).ready();
    await poll(
      () => panel.data('step'),
      (step) => step === seen.step,
      'the step',
    );
    await panel.waitForState('paused');
    await panel.find('.time-bar.past').waitFor();
    await untilEqual(look, seen, 'what is seen');
    await panel.waitForText('.banner', (text) => text.includes('Resume goes on from there'));
    await workbench.screenshot('9-reloaded-dark');
    await panel.find('[data-command="resume"]').first().click();
    await poll(
      () => panel.step(),
      (step) => step > Number(seen.step),
      'the step',
    );
  });

  it('keeps what was chosen in other tabs, and the part of the curves that was zoomed into', async () => {
    const direction = '.matrix-view .direction button';
    const part = '.evaluation-view [aria-label="Part"] button:first-child';
    const range = '.curves [data-act="wholeRun"]';
    await panel.find(`${direction}:last-child`).click();
    await panel.find(`${direction}:last-child[aria-pressed="true"]`).waitFor();
    await panel.find('#tab-evaluation').click();
    await panel.find(part).click();
    await panel.find(`${part}[aria-pressed="true"]`).waitFor();
    await panel.find('#tab-overview').click();
    await panel.untilUpToDate();
    // A chart that has not been drawn yet has nothing to zoom into.
    await persist(() => panel.find('.chart-cost').press('+'), panel.find(range));
    const zoom = await panel.waitForText(range, (found) => found !== '');
    await workbench.tab(cover).click();
    await workbench.tab(title).click();
    panel = await workbench.view('panel', config).ready();
    await panel.waitForText(range, (found) => found === zoom);
    await panel.find('#tab-evaluation').click();
    await panel.find(`${part}[aria-pressed="true"]`).waitFor();
    await panel.find('#tab-matrices').click();
    await panel.find(`${direction}:last-child[aria-pressed="true"]`).waitFor();
    await panel.find(`${direction}:first-child`).click();
    await panel.find(`${direction}:first-child[aria-pressed="true"]`).waitFor();
  });

  it('breaks no Content Security Policy and throws no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
