import assert from 'node:assert/strict';
import type { RequestContext } from '../../../src/protocol/requestServer.ts';
import type { TableSource } from '../../../src/protocol/tableSource.ts';
import { largeTable, Tables } from '../../../src/worker/tables.ts';
import { CancelledError } from '../../../src/worker/wireError.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const source = (text: string, reading?: string): TableSource => ({
  kind: 'bytes',
  bytes: encode(text),
  name: 'a.csv',
  reading,
});
const small = 'x,color\n1,red\n2.5,blue\n3,red\n';
const colours = small + '4,green\n'.repeat(largeTable / 8);
/** Many pieces: its reading lasts. */
const long = `a,b,c\n${'1.5,2.25,-3.125\n'.repeat(300_000)}`;

/** An asker that can change its mind, and what it was told. */
function asker(): RequestContext & { signal: { aborted: boolean }; readonly reported: number[] } {
  const reported: number[] = [];
  return { signal: { aborted: false }, reported, progress: (done) => void reported.push(done) };
}

function tables(): Tables {
  let now = 0;
  // Every look at the clock is a second later, so that each piece is told.
  return new Tables(() => (now += 1000));
}

describe('Tables: what a worker has read', () => {
  it('keeps the large table that was read last under its name, and reads all others each time', async () => {
    const kept = tables();
    const first = await kept.read(source(colours, 'one'), {}, asker());
    assert.equal(await kept.read(source(colours, 'one'), {}, asker()), first);
    assert.notEqual(await kept.read(source(colours), {}, asker()), first);
    assert.equal((await kept.read(source(small, 'small'), {}, asker())).rows, 3);
    assert.equal(await kept.share('small', asker()), null);
    assert.equal(await kept.read(source(colours, 'one'), {}, asker()), first);
    assert.equal((await kept.read(source(long, 'two'), {}, asker())).rows, 300_000);
    assert.equal(await kept.share('one', asker()), null);
  });

  it('takes a table that is handed over as it is', async () => {
    const kept = tables();
    const table = await kept.read(source(colours), {}, asker());
    assert.equal(await kept.read({ kind: 'table', table, name: 'a.csv', reading: 'one' }, {}, asker()), table);
  });

  it('shares a table with the same numbers, names and words in shared memory, and the same one again', async () => {
    const kept = tables();
    const own = await kept.read(source(colours, 'one'), {}, asker());
    const shared = await kept.share('one', asker());
    assert.deepEqual(shared, own);
    const arrays = [shared?.lineOfRow, shared?.columns[0]?.numbers, shared?.columns[1]?.codes];
    for (const array of arrays) assert.ok(array?.buffer instanceof SharedArrayBuffer);
    assert.equal(await kept.share('one', asker()), shared);
    assert.equal(await kept.read(source(colours, 'one'), {}, asker()), shared);
  });

  it('lets who comes later wait for the reading under way, and hear how far it is', async () => {
    const kept = tables();
    const first = asker();
    const second = asker();
    const reading = kept.read(source(long, 'long'), {}, first);
    const shared = await kept.share('long', second);
    assert.equal(shared?.rows, 300_000);
    assert.equal((await reading).rows, 300_000);
    assert.ok(second.reported.length > 0);
    assert.deepEqual(second.reported, first.reported.slice(-second.reported.length));
  });

  it('has nothing for those who waited when the first one cancels, and reads anew for who asks again', async () => {
    const kept = tables();
    const first = asker();
    const second = asker();
    const reading = kept.read(source(long, 'long'), {}, first);
    const waiting = kept.share('long', second);
    const other = kept.read(source(long, 'long'), {}, second);
    first.signal.aborted = true;
    await assert.rejects(reading, (error) => error instanceof CancelledError || /cancel/i.test(String(error)));
    assert.equal(await waiting, null);
    assert.equal((await other).rows, 300_000);
    assert.equal((await kept.share('long', asker()))?.rows, 300_000);
  });
});
