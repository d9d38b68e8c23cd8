/** `npm run pictures`: takes the README's pictures anew, from real trainings in the real workbench. */
import { join } from 'node:path';
import { ensureChromium } from './setup/chromium.mjs';
import { main, projectRoot, run } from './setup/command.mjs';
import { ensureVsCode } from './vscode/install.mjs';

await main(async () => {
  await ensureVsCode();
  const env = { ...process.env, CHROMIUM_PATH: await ensureChromium() };
  const build = await run(process.execPath, [join(projectRoot, 'esbuild.mjs')]);
  return build || run(process.execPath, [join(projectRoot, 'dist/test/e2e/takePictures.mjs')], { env });
});
