import { NoticeError } from '../../../../src/core/notice.ts';
import { errorText } from '../../../../src/config/wording/notice.ts';
import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { buildTrainer, planRun } from '../../../../src/run/setup/buildTrainer.ts';

const csv = `a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i % 2}`).join('\n')}\n`;
const read = () => readTable(sourceOfBytes(new TextEncoder().encode(csv)));

describe('buildTrainer(config, table, threadPool, memory)', () => {
  const config = networkConfigSchema.parse({
    data: { file: 'a.csv', target: 'b' },
    network: { layers: Array.from({ length: 32 }, () => ({ units: 4096 })) },
  });

  it('refuses what the machine has no memory for before it builds anything', async () => {
    const table = await read();
    const before = process.memoryUsage().arrayBuffers;
    assert.throws(
      () => buildTrainer(config, table, undefined, 2 ** 33),
      (error) =>
        error instanceof NoticeError && /needs about 39 GB of memory; this machine has 8 GB/.test(errorText(error)),
    );
    assert.ok(process.memoryUsage().arrayBuffers - before < 1e8);
  });

  it('planRun(config, table) builds nothing of the network', async () => {
    const { dataset, spec } = planRun(config, await read());
    assert.equal(dataset.train.m, 32);
    assert.equal(spec.layers.length, 33);
  });
});
