/** The module of JavaScript says what the network says, in Node. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { caseCount, caseOf } from './networks.ts';
import { inExport, run, trainedExport } from './exporting.ts';

interface Module {
  readonly check: () => { readonly same: boolean; readonly text: string };
  readonly predict: (row: Readonly<Record<string, string>>) => Record<string, unknown>;
}

describe('export/javascript', () => {
  for (let index = 0; index < caseCount; index++) {
    const { name, table, config } = caseOf(index);
    it(`is the same network: ${name}`, async () => {
      const { exported } = await trainedExport(table, config, 40);
      await inExport(exported, 'javascript', {}, async (folder) => {
        const module = (await import(pathToFileURL(join(folder, 'net.mjs')).href)) as Module;
        const { same, text } = module.check();
        assert.ok(same, text);
        const { columns, cells, answers } = exported.check;
        const row = Object.fromEntries(columns.map((column, k) => [column, cells[0]![k]!]));
        const said = module.predict(row);
        const { task, classes } = exported.model.pipeline;
        const numbers = Object.values(
          task === 'regression' ? said : (said['probabilities'] as Record<string, number>),
        ) as number[];
        numbers.forEach((value, k) => assert.ok(Math.abs(value - answers[0]![k]!) < 1e-9 * Math.max(1, value)));
        if (task !== 'regression') assert.ok(classes.includes(said['prediction'] as string));
      });
    });
  }

  it('node FILE --check prints the verdict and fails where a weight was changed', async () => {
    const { table, config } = caseOf(1);
    const { exported } = await trainedExport(table, config, 40);
    await inExport(exported, 'javascript', {}, async (folder) => {
      const { code, stdout } = await run(process.execPath, ['net.mjs', '--check'], folder);
      assert.equal(code, 0);
      assert.match(stdout, /^max \|Δ\| = \d\.\d+e-\d+ over \d+ rows: the same network\n$/);
    });
    const parameters = exported.model.parameters.slice();
    parameters[0]! += 0.01;
    const wrong = { ...exported, model: { ...exported.model, parameters } };
    await inExport(wrong, 'javascript', {}, async (folder) => {
      const { code, stdout } = await run(process.execPath, ['net.mjs', '--check'], folder);
      assert.equal(code, 1);
      assert.match(stdout, /NOT the same network/);
    });
  });
});
