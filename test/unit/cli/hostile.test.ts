import assert from 'node:assert/strict';
import { clause, oneLine } from '../../../src/cli/terminal/failure.ts';
import { RepairLog } from '../../../src/data/csv/repairLog.ts';
import { headerNames } from '../../../src/data/read/header/headerNames.ts';
import { nearestName } from '../../../src/config/text/nearest.ts';
import { inFolder, runCli } from './runCli.ts';

const count = 20_000;
const blanks = ' '.repeat(300_000);
const rows = (columns: number) =>
  Array.from({ length: 4 }, (_, i) => Array.from({ length: columns }, (_, j) => (i * j) % 7).join(',')).join('\n');
const numbers = Array.from({ length: 40 }, (_, i) => `${i},${i % 2}`).join('\n');

/** Each took from ten seconds to minutes; a bound that a busy machine keeps, too. */
const watchdog = 120_000;

describe('what is long or often takes no time that grows with its square', function () {
  this.timeout(watchdog);

  it('equal column names', () => {
    const names = headerNames(new Array<string>(count).fill('a'), count, 1, false, new RepairLog());
    assert.equal(new Set(names).size, count);
    assert.deepEqual([names[0], names[1], names.at(-1)], ['a', 'a_2', `a_${count}`]);
  });

  it('equal column names among those that their numbers make', () => {
    const names = headerNames(['a', 'a_2', 'a', 'a', 'a_3', 'a_2'], 6, 1, false, new RepairLog());
    assert.deepEqual(names, ['a', 'a_2', 'a_4', 'a_5', 'a_3', 'a_2_2']);
  });

  it('blanks, quotes and stops in a sentence', () => {
    assert.equal(oneLine(`a${blanks}b\n \n c`), `a${blanks}b c`);
    for (const letter of [' ', '“', '"', '. ', '\\', '"\\'])
      assert.ok(clause(`x${letter.repeat(300_000)}y`).length < 9000);
  });

  it('unknown names among many', () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `${'x'.repeat(80)}${i}`);
    for (let i = 0; i < 100; i++) assert.equal(nearestName(`${'y'.repeat(60)}${i}${'z'.repeat(20)}`, names), undefined);
    assert.equal(nearestName(`${'x'.repeat(79)}7`, names), `${'x'.repeat(80)}7`);
    assert.equal(nearestName('tmperature', [...names, 'temperature']), 'temperature');
  });

  it('tables and configurations that hold them', async () => {
    const features = Array.from({ length: 3000 }, (_, i) => `${'f'.repeat(90)}${i}`);
    const files = {
      'same.csv': `${new Array<string>(count).fill('a').join(',')}\n${rows(count)}\n`,
      'a.csv': `a,b\n${numbers}\n`,
      'blank.nnconfig': JSON.stringify({ data: { file: 'a.csv', target: `x${blanks}y` } }),
      'file.nnconfig': JSON.stringify({ data: { file: `x${blanks}y`, target: 'b' } }),
      'features.nnconfig': JSON.stringify({ data: { file: 'same.csv', target: 'a_2', features } }),
    };
    await inFolder(files, async (folder) => {
      assert.equal((await runCli(['describe', 'same.csv'], folder)).code, 0);
      for (const name of ['blank', 'file', 'features']) {
        const { code, stderr } = await runCli(['check', `${name}.nnconfig`], folder);
        assert.equal(code, 1, name);
        assert.ok(stderr.length < 10_000, name);
      }
    });
  });
});

describe('a network that is too large, or almost', function () {
  this.timeout(watchdog);

  const files = (layers: number) => ({
    'a.csv': `a,b\n${numbers}\n`,
    'a.nnconfig': JSON.stringify({
      data: { file: 'a.csv', target: 'b' },
      network: { layers: Array.from({ length: layers }, () => ({ units: 4096 })) },
    }),
  });
  const peak = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;

  it('is told before anything of it is built', async () => {
    await inFolder(files(32), async (folder) => {
      const before = peak();
      const check = await runCli(['check', 'a.nnconfig'], folder);
      assert.match(check.stdout, /the network has 52\d+ parameters(?::| and needs) about \d+ GB of memory/);
      const { code, stdout, stderr } = await runCli(['shapes', 'a.nnconfig'], folder);
      assert.equal(code, 0);
      assert.match(stdout, /52\d,\d+,\d+ parameters/);
      assert.match(stderr, /^a\.nnconfig:1:\d+: the network has 52\d+ parameters/);
      assert.ok(peak() - before < 3e8, 'nothing of the network is built');
    });
  });

  it('is told, and looked at without being built, when it is only large', async () => {
    await inFolder(files(4), async (folder) => {
      const before = peak();
      const { stdout } = await runCli(['check', 'a.nnconfig'], folder);
      assert.match(
        stdout,
        /information: the network has 50\d+ parameters: about [\d.]+ GB of memory, and \d+ s a step/,
      );
      assert.ok(peak() - before < 2e8, 'nothing of the network is built');
    });
  });
});
