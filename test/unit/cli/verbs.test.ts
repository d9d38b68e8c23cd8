/** What the rows of the table promise: each verb's fields of --json, its help, its exit codes. */
import assert from 'node:assert/strict';
import { verbs } from '../../../src/cli/verbs.ts';
import { dividedTable, inFolder, runCli, runJson } from './runCli.ts';

const files: Readonly<Record<string, readonly string[]>> = {
  FILE: ['a.csv', '--set', 'training.epochs=2'],
  TABLE: ['a.csv'],
  MODEL: ['a.safetensors'],
  RUN: ['latest'],
  NETWORK: ['a.safetensors', '--to', 'npz', '--out', 'a.npz'],
};

describe('the table of verbs', () => {
  it('tells the fields of the object that each prints with --json', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const trained = [
        'train',
        'a.csv',
        '--set',
        'training.epochs=2',
        '--record',
        '.nn-runs',
        '--save',
        'a.safetensors',
      ];
      await runCli(trained, folder);
      for (const { name, operands, json } of verbs) {
        const words = operands.flatMap(({ name: kind, several }) => [
          ...files[kind]!,
          ...(several ? files[kind]! : []),
        ]);
        const printed = await runJson([...name.split(' '), ...words], folder);
        assert.deepEqual(Object.keys(printed), json, name);
      }
    });
  });

  for (const row of verbs) {
    it(`${row.name} --help has its operands, options and fields, in English and Korean`, async () => {
      const { code, stdout } = await runCli([...row.name.split(' '), '--help']);
      assert.equal(code, 0);
      assert.ok(stdout.startsWith(`nn-explorer ${row.name} `));
      for (const { name, help } of row.operands) assert.ok(unbroken(stdout).includes(`${name} ${help}`), name);
      for (const { name, help } of row.options) {
        assert.match(stdout, new RegExp(`^  --${name}\\b`, 'm'));
        assert.ok(unbroken(stdout).includes(help), name);
      }
      assert.ok(unbroken(stdout).includes(row.json.join(', ')));
      assert.equal((await runCli(['help', ...row.name.split(' ')])).stdout, stdout);
      const korean = await runCli([...row.name.split(' '), '-h', '--language', 'ko']);
      assert.match(korean.stdout, /종료 코드/);
      for (const { help } of [...row.operands, ...row.options])
        assert.ok(!unbroken(korean.stdout).includes(help), help);
    });
  }

  it('is whole in the help of the program, each option with the verbs that have it', async () => {
    const { stdout } = await runCli(['--help']);
    for (const { name, options } of verbs) {
      assert.match(stdout, new RegExp(`nn-explorer ${name} `));
      for (const option of options) assert.match(stdout, new RegExp(`^  --${option.name}\\b`, 'm'));
    }
    assert.ok(unbroken(stdout).includes('predict: where the lines go'));
    assert.ok(stdout.split('\n').every((line) => line.length <= 120));
  });
});

function unbroken(text: string): string {
  return text.replace(/\s+/g, ' ');
}
