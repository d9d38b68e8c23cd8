/** The main job from the first key to the last, in the order in which a user comes by. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { comes, patience, poll, untilEqual } from './waiting.ts';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

describe('training on a CSV in the workbench', () => {
  let workbench: Workbench;
  let panel: View;

  before(async () => {
    workbench = await Workbench.open();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.title}`.replace(/\W+/g, '-'));
  });

  after(() => workbench?.close());

  it('"Train Network on This CSV" in the palette asks for the target and opens the panel beside', async () => {
    await workbench.openFile('irises.csv');
    await workbench.run('Train Network on This CSV');
    await workbench.acceptQuickPick('Train now');
    panel = await workbench.view('panel').ready();
    await panel.waitForState('running', 'finished');
    await workbench.tab('Network: irises.nnconfig').waitFor();
    await workbench.tab(/^irises\.nnconfig/).waitFor();
    await workbench.screenshot('1-training-dark');
  });

  it('shows the shapes of every layer, which fit each other and the table', async () => {
    const shape = (key: string) => panel.find(`[data-shape="${key}"]`).first().textContent();
    await panel.find('[data-shape="W1"]').first().waitFor();
    // 4 numbers in, 3 species out, a fifth of 150 rows held back.
    await untilEqual(() => shape('X'), 'X 4×120', 'the shape of X');
    const units = Number(/^W¹ (\d+)×4$/.exec((await shape('W1')) ?? '')?.[1]);
    assert.ok(units > 0);
    assert.equal(await shape('b1'), `b¹ ${units}×1`);
    assert.equal(await shape('Z1'), `Z¹ ${units}×m`);
    assert.equal(await shape('A1'), `A¹ ${units}×120`);
    const last = await panel.find('[data-shape^="W"]').count();
    const index = '⁰¹²³⁴⁵⁶⁷⁸⁹'[last];
    assert.match((await shape(`W${last}`)) ?? '', new RegExp(`^W${index} 3×\\d+$`));
    assert.equal(await shape(`b${last}`), `b${index} 3×1`);
  });

  it('draws a cost that falls', async () => {
    const [first = 0] = await poll(
      () => panel.costs(),
      (costs) => costs.length > 3 && (costs.at(-1) ?? Number.NaN) < (costs[0] ?? Number.NaN) / 2,
      'the costs in the table',
    );
    // Three classes, hardly different at first: the cost begins near ln 3.
    assert.ok(first > 0.8 && first < 1.6, `first cost ${first}`);
  });

  it('trains a configuration from its run command', async () => {
    await workbench.openFile('long.nnconfig');
    await workbench.run('Train This Configuration');
    panel = await workbench.view('panel', 'long.nnconfig').ready();
    await poll(
      () => panel.find('[data-shape="W1"]').allTextContents(),
      ([text]) => text === 'W¹ 4×2',
      'the shape of W¹',
    );
    await panel.waitForState('running');
  });

  it('changes the heat maps while it learns', async () => {
    const [drawing, activations] = ['.network canvas', '.heatmap-plot canvas'];
    const before = [await panel.pixels(drawing), await panel.pixels(activations)];
    const step = await panel.step();
    await poll(
      () => panel.step(),
      (now) => now > step,
      'the step',
    );
    await poll(
      async () => [await panel.pixels(drawing), await panel.pixels(activations)],
      (now) => now.every((picture, index) => picture !== before[index]),
      'a picture',
    );
  });

  it('Pause really pauses: no step is done, no picture changes', async () => {
    await workbench.run('Pause Training');
    await panel.waitForState('paused');
    await panel.untilUpToDate();
    const [step, picture] = [await panel.step(), await panel.pixels('.heatmap-plot canvas')];
    await workbench.page.waitForTimeout(1500);
    assert.equal(await panel.step(), step);
    assert.equal(await panel.pixels('.heatmap-plot canvas'), picture);
    await workbench.run('Train One Step');
    await poll(
      () => panel.step(),
      (now) => now === step + 1,
      'the step',
    );
    await panel.find('[data-command="resume"]').first().click();
    await panel.waitForState('running');
  });

  it('changes the learning rate while it runs, in the panel and in the text', async () => {
    const rate = panel.find('[data-path="training.learningRate"]').first();
    const before = Number(await rate.getAttribute('data-effective'));
    await panel.find('[data-command="learningRateDown"]').first().click();
    const after = await poll(
      async () => Number(await rate.getAttribute('data-effective')),
      (now) => now !== before,
      'the learning rate in force',
    );
    assert.ok(Math.abs(after - before / 3) < 0.01 * before, `${before} became ${after}`);
    await panel.waitForState('running');
    await workbench.tab(/^long\.nnconfig/).click();
    const text = workbench.page.locator('.editor-instance .view-lines', { hasText: '"learningRate"' });
    await poll(
      async () => (await text.first().textContent())?.replaceAll('\u00a0', ' ') ?? '',
      (now) => now.includes(`"learningRate": ${after}`),
      'the text of the configuration',
    );
    await workbench.screenshot('2-learning-rate-dark');
  });

  it('a panel that was hidden shows the present when it comes back', async () => {
    const tab = workbench.tab('Network: long.nnconfig');
    await tab.click();
    panel = await workbench.view('panel', 'long.nnconfig').ready();
    await panel.waitForState('running');
    const before = await panel.step();
    // Another editor in the same group covers it: VS Code takes its page away.
    const page = await workbench.untilPanel('long.nnconfig', '#app[data-state]');
    await workbench.run('View: Open Next Editor in Group');
    await poll(async () => page.isDetached(), Boolean, 'the hidden page');
    await workbench.page.waitForTimeout(1000);
    await tab.click();
    panel = await workbench.view('panel', 'long.nnconfig').ready();
    const after = await poll(
      () => panel.step(),
      (now) => now > before,
      'the step after the panel was hidden',
    );
    await poll(
      () => panel.costs(),
      (costs) => costs.length > 3 && (costs.at(-1) ?? Number.NaN) < (costs[0] ?? Number.NaN),
      'the costs after the panel was hidden',
    );
    assert.ok(after > before);
    await panel.find('table[data-activations]').first().waitFor({ state: 'attached' });
  });

  it('a hover in the configuration tells the shapes', async () => {
    await workbench.tab(/^long\.nnconfig/).click();
    const word = workbench.page.locator('.editor-instance .view-line span', { hasText: /^"?units"?$/ }).last();
    const hover = workbench.page.locator('.monaco-hover:not(.hidden)', { hasText: 'W¹ 4×2' });
    const text = await poll(
      async () => {
        await workbench.page.mouse.move(300, 850);
        await word.hover();
        return (await comes(hover.first(), 8000)) ? ((await hover.first().textContent({ timeout: 1000 })) ?? '') : '';
      },
      (now) => now !== '',
      'the hover',
      50,
      2 * patience,
    );
    for (const part of ['W¹ 4×2', 'b¹ 4×1', '4×m', '12 parameters'])
      assert.ok(text.includes(part), `"${part}" in "${text}"`);
    await workbench.screenshot('3-hover-dark');
    await workbench.page.keyboard.press('Escape');
  });

  it('the side view shows the run', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Neural Network"]').click();
    const side = await workbench.view('side').ready();
    await side.waitForState('running', 'finished');
    await workbench.page.locator('.pane-body .monaco-list-row', { hasText: 'W¹' }).first().waitFor();
    await workbench.screenshot('4-side-dark');
  });

  for (const [name, theme, kind] of [
    ['light', 'Light Modern', 'vscode-light'],
    ['high-contrast', 'Dark High Contrast', 'vscode-high-contrast'],
  ] as const) {
    it(`follows the theme: ${name}`, async () => {
      await workbench.chooseTheme(theme);
      panel = await workbench.view('panel', 'long.nnconfig').ready();
      await panel.find(`body.${kind}`).waitFor({ state: 'attached' });
      await workbench.page.waitForTimeout(500);
      await workbench.screenshot(`5-${name}`);
    });
  }

  it('breaks no Content Security Policy and throws no error', async () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
    // The proof that a breach would have been seen.
    await panel.find('body').evaluate((body) => {
      body.insertAdjacentHTML('beforeend', '<i style="color: red"></i>');
    });
    await poll(
      async () => workbench.violations.length,
      (count) => count > 0,
      'the violations',
    );
  });
});
