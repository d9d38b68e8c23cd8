/** `npm run docs`: writes the tables of `docs/nnconfig.md` as the schema has them. A test fails while they differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main, projectRoot } from './setup/command.mjs';
import { ensurePackages } from './setup/packages.mjs';

await main(async () => {
  await ensurePackages();
  const { bundled } = await import('./build/bundled.mjs');
  const { withTables } = await bundled('src/config/language/documentation.ts');
  const file = join(projectRoot, 'docs/nnconfig.md');
  const before = readFileSync(file, 'utf8');
  const after = withTables(before);
  if (after !== before) writeFileSync(file, after);
  console.log(after === before ? 'docs/nnconfig.md is up to date' : 'docs/nnconfig.md is written');
  return 0;
});
