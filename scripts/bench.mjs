/** `npm run bench`: builds, then measures and prints a table; arguments go on (`--json`, names of benches). */
import { join } from 'node:path';
import { main, projectRoot, run } from './setup/command.mjs';
import { ensurePackages } from './setup/packages.mjs';

await main(async () => {
  await ensurePackages();
  const build = await run(process.execPath, [join(projectRoot, 'esbuild.mjs')]);
  return (
    build || run(process.execPath, ['--expose-gc', join(projectRoot, 'dist/bench/main.mjs'), ...process.argv.slice(2)])
  );
});
