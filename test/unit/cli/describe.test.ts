import assert from 'node:assert/strict';
import { inFolder, runCli, runJson } from './runCli.ts';

const rows = Array.from(
  { length: 40 },
  (_, i) => `${i + 1},${i % 7},${i === 9 ? -999 : (i * 13) % 11},${i % 2 ? 'yes' : 'no'}`,
);
const csv = `${['id,wide,deep,kind', ...rows].join('\n')}\n`;

interface Reported {
  readonly code: string;
}
interface ColumnReport {
  readonly name: string;
  readonly type: string;
  readonly role: string;
  readonly reason: Reported;
  readonly sample: readonly string[];
  readonly doubts: readonly Reported[];
}

async function columnsOf(args: readonly string[], folder: string): Promise<readonly ColumnReport[]> {
  return (await runJson(args, folder))['columns'] as readonly ColumnReport[];
}

describe('nn-explorer describe TABLE', function () {
  this.timeout(30_000);

  it('says why nothing can be the target, and what would help', async () => {
    const days = Array.from({ length: 28 }, (_, i) => `2026-02-${String(i + 1).padStart(2, '0')},${(i * 13) % 11}.5`);
    await inFolder({ 'a.csv': `${['day,sold', ...days].join('\n')}\n` }, async (folder) => {
      const { target, noTarget } = await runJson(['describe', 'a.csv'], folder);
      assert.equal(target, null);
      assert.match(String(noTarget), /one number, "sold", over time/);
      const { stdout } = await runCli(['describe', 'a.csv'], folder);
      assert.match(stdout, /^no column can be the target: the table is one number, "sold", over time/m);
    });
  });

  it('gives role, reason, sample and doubts of each column, as the Columns page has them', async () => {
    await inFolder({ 'a.csv': csv }, async (folder) => {
      const columns = await columnsOf(['describe', 'a.csv'], folder);
      const facts = columns.map(({ name, role, sample, doubts }) => [name, role, sample, doubts]);
      assert.deepEqual(facts[0], ['id', 'out', ['1', '2', '3'], []]);
      assert.deepEqual(facts[3], ['kind', 'target', ['no', 'yes'], []]);
      assert.deepEqual([columns[0]?.reason.code, columns[2]?.doubts[0]?.code], ['column.sequence', 'doubt.sentinel']);
      const { stdout } = await runCli(['describe', 'a.csv'], folder);
      assert.match(stdout, /^id +id +left out .* 1, 2, 3 /m);
      assert.match(stdout, /^a\.csv: column "deep": -999 is far from all other values/m);
    });
  });

  it('follows what --set says of target, features and types', async () => {
    await inFolder({ 'a.csv': csv }, async (folder) => {
      const set = [
        '--set',
        'data.target=deep',
        '--set',
        'data.features=["wide"]',
        '--set',
        'data.types={"wide":"category"}',
      ];
      const columns = await columnsOf(['describe', 'a.csv', ...set], folder);
      const roles = columns.map(({ role }) => role);
      assert.deepEqual(roles, ['out', 'input', 'target', 'out']);
      assert.deepEqual([columns[1]?.type, columns[1]?.reason.code], ['category', 'column.declared']);
    });
  });
});
