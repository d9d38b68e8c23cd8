import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dividedTable, inFolder, repository, runCli, spawnCli } from './runCli.ts';

const unstopped = ['--set', 'training.epochs=10000000', '--set', 'training.earlyStopping=false'];
const endless = ['train', 'a.csv', ...unstopped, '--json'];

describe('nn-explorer as a process', function () {
  this.timeout(60_000);

  it('gives the exit code, the texts and the bits that the commands give', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const commands = [['describe', 'a.csv'], ['train'], ['shapes', 'b.csv'], ['shapes', 'a.csv', '--json']];
      for (const command of commands) assert.deepEqual(await spawnCli(command, folder), await runCli(command, folder));
    });
  });

  it('ends calmly at Ctrl+C with what was reached', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      // Too early the program is still being loaded, and the signal ends it as it ends any other.
      for (const wait of [500, 1500, 5000]) {
        const predictions = ['--predictions', 'p.csv'];
        const result = await spawnCli([...endless, ...predictions], folder, (child) =>
          setTimeout(() => child.kill('SIGINT'), wait),
        );
        if (result.code === null) continue;
        assert.equal(result.code, 130);
        const report = JSON.parse(result.stdout) as Record<string, unknown>;
        assert.equal(report.stopReason, 'user');
        assert.ok(Number(report.steps) > 0);
        assert.match(result.stderr, /^Interrupted: /m);
        assert.equal((await readFile(join(folder, 'p.csv'), 'utf8')).trimEnd().split('\n').length, 41);
        return;
      }
      assert.fail('the training was never reached');
    });
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const columns = Array.from({ length: 5000 }, (_, index) => `c${index}`).join(',');
    const cells = (row: number) => Array.from({ length: 5000 }, (_, index) => row * index).join(',');
    await inFolder({ 'wide.csv': `${columns}\n${cells(1)}\n${cells(2)}\n${cells(3)}\n` }, async (folder) => {
      const result = await new Promise<{ code: number | null; stderr: string }>((settle, reject) => {
        const command = [join(repository, 'dist/cli.js'), 'describe', 'wide.csv'];
        const child = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
        let stderr = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          stderr += text;
        });
        child.stdout.once('data', () => child.stdout.destroy());
        child.on('error', reject);
        child.on('close', (code) => settle({ code, stderr }));
      });
      assert.deepEqual(result, { code: 0, stderr: '' });
    });
  });

  // A device of Linux.
  const full = existsSync('/dev/full') ? it : () => undefined;
  full('says in words that a disk is full, after the report', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const written = await spawnCli(
        ['train', 'a.csv', '--set', 'training.epochs=1', '--predictions', '/dev/full', '--json'],
        folder,
      );
      assert.equal(written.code, 1);
      assert.equal(typeof JSON.parse(written.stdout).cost, 'number');
      assert.match(written.stderr, /^\/dev\/full: the disk is full\.$/m);
    });
  });
});
