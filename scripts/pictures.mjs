/** `npm run pictures`: takes the README's picture anew, from a real training in the real workbench. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { main, projectRoot, run } from './setup/command.mjs';

await main(async () => {
  const script = (name) => join(projectRoot, name);
  const taken =
    (await run(process.execPath, [script('esbuild.mjs')])) ||
    (await run(process.execPath, [script('scripts/suites/e2e.mjs'), '--grep', 'ways into']));
  if (taken !== 0) return taken;
  mkdirSync(join(projectRoot, 'media/screenshots'), { recursive: true });
  copyFileSync(join(projectRoot, 'test-output/screenshots/6-large-dark.png'), join(projectRoot, 'media/screenshots/training.png'));
  return 0;
});
