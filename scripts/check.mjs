/** `npm run check`: types, lint and the quick unit tests. */
import { main } from './setup/command.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { close, forgetResults } from './suites/results.mjs';

await main(async () => {
  await ensurePackages();
  const { build, lint, types, unit } = await import('./suites/steps.mjs');
  forgetResults();
  const results = await Promise.all([types(), lint()]);
  results.push(await build(), await unit({ quick: true }));
  return close(results);
});
