/**
 * `npm run gallery`: a picture of every view and state in the four themes at three widths, and a page that shows them side by side:
 * `test-output/gallery/index.html`. Scenes can be chosen: `npm run gallery -- --scenes flower,matrices`.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './setup/chromium.mjs';
import { main, projectRoot, run } from './setup/command.mjs';
import { scenes } from './webviewHarness/scenes.mjs';
import { themes } from './webviewHarness/themes.mjs';

const folder = join(projectRoot, 'test-output/gallery');

await main(async () => {
  const chromium = await ensureChromium();
  const harness = join(projectRoot, 'scripts/webviewHarness.mjs');
  const options = ['--out', 'test-output/gallery', '--scale', '1', ...process.argv.slice(2)];
  const result = await run(process.execPath, [harness, ...options], {
    env: { ...process.env, CHROMIUM_PATH: chromium },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), page(readdirSync(folder)));
  console.log(join(folder, 'index.html'));
  return result;
});

/** A section for each scene: themes across, widths down. */
function page(files) {
  const names = Object.keys(scenes).filter((name) => files.some((file) => file.startsWith(`${name}-`)));
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Neural Network Explorer: gallery</title>
<style>
  body { margin: 24px; font: 14px system-ui, sans-serif; background: #888; color: #fff; }
  nav a { margin-right: 12px; color: #fff; }
  .row { display: flex; gap: 12px; align-items: flex-start; margin-bottom: 16px; }
  figure { margin: 0; }
  img { display: block; max-width: 100%; border: 1px solid #0008; }
</style></head><body>
<h1>Every view in four themes at three widths</h1>
<nav>${names.map((name) => `<a href="#${name}">${name}</a>`).join('')}</nav>
${names.map((name) => section(name, files)).join('\n')}
</body></html>
`;
}

function section(name, files) {
  const widths = [
    ...new Set(files.map((file) => new RegExp(`^${name}-.*-(\\d+)\\.png$`).exec(file)?.[1]).filter(Boolean)),
  ];
  const rows = widths.sort((a, b) => a - b).map((width) => row(name, width, files));
  return `<section id="${name}"><h2>${name}</h2>${rows.join('\n')}</section>`;
}

function row(name, width, files) {
  const pictures = Object.keys(themes)
    .map((theme) => ({ theme, file: `${name}-${theme}-${width}.png` }))
    .filter(({ file }) => files.includes(file));
  const figure = ({ theme, file }) =>
    `<figure><img src="${file}" alt="${name}, ${theme}, ${width} pixels wide" loading="lazy"><figcaption>${theme}, ${width} px</figcaption></figure>`;
  return `<div class="row">${pictures.map(figure).join('')}</div>`;
}
