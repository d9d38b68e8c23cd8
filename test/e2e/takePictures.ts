/** Takes the README's pictures: real trainings in the real workbench, one under the other in `docs/pictures/tour.webp`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { openBrowser } from '#scripts/vscode/browser.mjs';
import type { View } from './view.ts';
import { Workbench } from './workbench.ts';

interface Shot {
  readonly caption: string;
  readonly config: string;
  readonly theme: string;
  /** What a user does in the panel before the picture is taken. */
  readonly act: (panel: View, workbench: Workbench) => Promise<void>;
}

/** Wide enough for the panel's two columns. */
const size = { width: 1640, height: 1040 };
/** Keystrokes that make the panel wider than its configuration. */
const widenings = 5;
const quality = 0.82;

const tab =
  (name: string, ready: string): Shot['act'] =>
  async (panel) => {
    await panel.find(`#tab-${name}`).click();
    await panel.find(ready).first().waitFor();
  };

const shots: readonly Shot[] = [
  {
    caption: 'Overview: units, weights, curves, and the sum behind one unit',
    config: 'iris.nnconfig',
    theme: 'Dark Modern',
    act: async (panel) => {
      await panel.find('.disclosure[aria-expanded="true"]').click();
      await panel.find('[data-unit="1:1"]').first().click();
    },
  },
  {
    caption: 'Matrices: every number of a layer, and the equation that makes it',
    config: 'flower-2-4-1.nnconfig',
    theme: 'Dark Modern',
    act: tab('matrices', '[data-matrix="Z:1"] td'),
  },
  {
    caption: 'Fit: what the network says over the plane of two features',
    config: 'flower-2-4-1.nnconfig',
    theme: 'Dark Modern',
    act: tab('fit', '#view-fit canvas'),
  },
  {
    caption: 'Evaluation: where it is wrong, and against the simplest models',
    config: 'penguins.nnconfig',
    theme: 'Light Modern',
    act: tab('evaluation', 'table.confusion'),
  },
];

async function take(workbench: Workbench, { config, theme, act }: Shot): Promise<Buffer> {
  await workbench.run('View: Close All Editors');
  await workbench.chooseTheme(theme);
  await workbench.run('View: Show Explorer');
  await workbench.openFile(config);
  await workbench.run('Train This Configuration');
  const panel = await workbench.view('panel', config).ready();
  await panel.waitForState('finished');
  await workbench.run('View: Toggle Primary Side Bar Visibility');
  await workbench.tab(`Network: ${config}`).click();
  for (let i = 0; i < widenings; i++) await workbench.run('Increase Editor Width');
  await act(panel, workbench);
  await workbench.page.mouse.move(size.width / 2, size.height - 6);
  await workbench.page.waitForTimeout(2500);
  return workbench.page.screenshot();
}

/** All pictures with their captions, as one file: a package has few files, and a README one link. */
async function compose(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const figures = pictures.map(
    (picture, index) =>
      `<figure><img src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${shots[index]?.caption}</figcaption></figure>`,
  );
  await page.setContent(`<style>
      body { margin: 0; background: transparent; }
      figure { margin: 0 0 26px; }
      img { display: block; width: 100%; border-radius: 10px; }
      figcaption { padding: 12px 4px 0; color: #808080; font: 22px "Segoe UI", "DejaVu Sans", sans-serif; }
    </style>${figures.join('')}`);
  const png = await page.screenshot({ fullPage: true, omitBackground: true });
  const webp = await page.evaluate(
    async ([base64, share]) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      return canvas.toDataURL('image/webp', share);
    },
    [png.toString('base64'), quality] as const,
  );
  return Buffer.from(webp.replace(/^data:image\/webp;base64,/, ''), 'base64');
}

const workbench = await Workbench.open(size, [], { settings: { 'neuralNetwork.training.watchSeconds': 0 } });
const pictures: Buffer[] = [];
try {
  for (const shot of shots) pictures.push(await take(workbench, shot));
} catch (error) {
  await workbench.screenshot('failed-pictures');
  throw error;
} finally {
  await workbench.close();
}
const { browser, page } = await openBrowser(size);
mkdirSync('docs/pictures', { recursive: true });
mkdirSync('test-output/screenshots', { recursive: true });
for (const [index, picture] of pictures.entries())
  writeFileSync(`test-output/screenshots/tour-${index + 1}.png`, picture);
const tour = await compose(page, pictures);
writeFileSync('docs/pictures/tour.webp', tour);
await browser.close();
process.stdout.write(`docs/pictures/tour.webp: ${Math.round(tour.length / 1000)} kB\n`);
