/**
 * `npm run fuzz -- [COUNT] [SEED]`: 100,000 random texts, and deep and huge ones, through all of the configuration language. Exit code 1
 * when one of them breaks a rule or takes too long.
 */
import { main } from './setup/command.mjs';
import { ensurePackages } from './setup/packages.mjs';

/** Milliseconds of computing for everything the language can do with a text: of some hundred characters, and of a million. */
const smallAllowed = 2000;
const largeAllowed = 30_000;

/** A little less than what is read at all. */
const mostCharacters = 990_000;

await main(async () => {
  await ensurePackages();
  const [count = 100_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
  const { bundled } = await import('./build/bundled.mjs');
  const { fuzzLarge, fuzzSmall, summaryOfPlants } = await bundled('test/unit/config/fuzz/run.ts');
  const summary = await summaryOfPlants();
  console.log(`${count} texts, seed ${seed}`);
  const held = ({ texts, slowest }, allowed) => {
    const beginning = JSON.stringify(slowest.text.slice(0, 200));
    console.log(
      `${texts} texts held; the slowest took ${Math.round(slowest.milliseconds)} ms of ${allowed}: ${beginning}`,
    );
    return slowest.milliseconds <= allowed;
  };
  const isFast = [
    held(fuzzLarge(mostCharacters, summary), largeAllowed),
    held(fuzzSmall(seed, count, summary), smallAllowed),
  ];
  return isFast.every(Boolean) ? 0 : 1;
});
