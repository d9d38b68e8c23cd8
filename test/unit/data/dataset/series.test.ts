import assert from 'node:assert/strict';
import { seriesAdvice } from '../../../../src/data/dataset/series.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { read } from '../read/reading.ts';

async function adviceFor(csv: string) {
  return seriesAdvice(summarize(await read(csv)).columns)?.values ?? null;
}

const months = Array.from({ length: 12 }, (_, k) => `2026-${String(k + 1).padStart(2, '0')}`);

describe('seriesAdvice(columns)', () => {
  it('names columns of earlier values for a date and one number', async () => {
    const csv = `month,sold\n${months.map((month, k) => `${month},${k * 3}`).join('\n')}\n`;
    assert.deepEqual(await adviceFor(csv), ['sold', 'month', 'sold_1', 'sold_12']);
  });

  it('says nothing where there is more to learn from, or no date', async () => {
    assert.equal(await adviceFor(`month,sold,rain\n${months.map((m, k) => `${m},${k},${k % 5}`).join('\n')}\n`), null);
    assert.equal(await adviceFor(`a,b\n${months.map((_, k) => `${k % 4},${k}`).join('\n')}\n`), null);
  });
});
