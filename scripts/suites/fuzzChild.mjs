/** `fuzzChild.mjs KIND COUNT`: trials of test/unit/fuzz in this process. Its parent hears the number of each before it is done. */
import { bundled } from '../build/bundled.mjs';

const [kind, count] = process.argv.slice(2);
const { runTrials } = await bundled('test/unit/fuzz/trials.ts');
await runTrials(kind, Number(count), (trial) => process.send?.(trial));
process.disconnect?.();
