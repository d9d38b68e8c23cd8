import assert from 'node:assert/strict';
import { datasetFacts } from '../../../../src/config/facts/datasetFacts.ts';
import { footprintProblems } from '../../../../src/config/problems/footprintProblems.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';

const rows = Array.from({ length: 100 }, (_, i) => `${i},${i % 2}`).join('\n');

async function problemsOf(layers: number, memory: number | null) {
  const summary = summarize(await readTable(sourceOfBytes(new TextEncoder().encode(`a,b\n${rows}\n`))));
  const config = networkConfigSchema.parse({
    data: { file: 'a.csv', target: 'b' },
    network: { layers: Array.from({ length: layers }, () => ({ units: 4096 })) },
  });
  const { facts } = datasetFacts(config.data, summary);
  assert.ok(facts);
  return footprintProblems(config, facts, memory === null ? null : { memory });
}

describe('footprintProblems(config, facts, machine)', () => {
  it('says nothing of an ordinary network', async () => assert.deepEqual(await problemsOf(1, 2 ** 33), []));

  it('tells what a large one asks', async () => {
    const [problem, ...others] = await problemsOf(3, 2 ** 33);
    assert.deepEqual(others, []);
    assert.equal(problem?.code, 'largeNetwork');
    assert.equal(problem.severity, 'information');
    assert.match(problem.message, /^The network has 335\d+ parameters: about 2\.5 GB of memory, and \d+ s a step\.$/);
  });

  it('refuses what the machine has no memory for, to the byte, and nothing where the machine is not known', async () => {
    const [problem] = await problemsOf(32, 2 ** 33);
    assert.equal(problem?.code, 'networkTooLarge');
    assert.equal(problem.severity, 'error');
    assert.match(problem.message, /needs about 39 GB of memory; this machine has 8 GB\. Use fewer units/);
    assert.equal((await problemsOf(32, null))[0]?.code, 'largeNetwork');
  });
});
