/** `check` of a configuration whose network starts from a file that cannot be had: one of its problems, with its place. */
import assert from 'node:assert/strict';
import { dividedTable, inFolder, runCli } from './runCli.ts';

const config = `{
  "data": { "file": "divided.csv", "target": "kind" },
  "network": {
    "initialization": {
      "scheme": "file",
      "file": "begun.safetensors"
    }
  }
}
`;

interface Checked {
  readonly errors: number;
  readonly problems: readonly { readonly code: string; readonly line: number | null; readonly severity: string }[];
}

async function checked(files: Readonly<Record<string, string>>): Promise<Checked & { readonly code: number | null }> {
  return inFolder({ 'divided.csv': dividedTable(), 'net.nnconfig': config, ...files }, async (folder) => {
    const { code, stdout, stderr } = await runCli(['check', 'net.nnconfig', '--json'], folder);
    assert.match(stderr, /^net\.nnconfig:6:\d+: .*begun\.safetensors/);
    return { ...(JSON.parse(stdout) as Checked), code };
  });
}

describe('check: the file that a network starts from', () => {
  for (const [what, files] of Object.entries({
    'is not there': {},
    'is a page': { 'begun.safetensors': '<!doctype html><title>404</title>' },
  }))
    it(`${what}: told at its key, among the other problems`, async () => {
      const { code, errors, problems } = await checked(files);
      assert.deepEqual([code, errors], [1, 1]);
      const [first] = problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual([first?.code, first?.line], ['startFile', 6]);
    });
});
