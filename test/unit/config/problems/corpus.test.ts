import assert from 'node:assert/strict';
import { readTable } from '../../../../src/data/read/readTable.ts';
import { sourceOfBytes } from '../../../../src/data/csv/byteSource.ts';
import { summarize } from '../../../../src/data/dataset/summarize.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import type { Problem } from '../../../../src/config/schema/problem.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import type { PreflightFacts } from '../../../../src/config/facts/preflightFacts.ts';
import type { Table } from '../../../../src/data/columns/table.ts';
import { preflightFacts } from '../../../../src/run/setup/preflight.ts';
import { buildTrainer } from '../../../../src/run/setup/buildTrainer.ts';
import { brokenTexts, doubtfulConfigs } from './brokenConfigs/corpus.ts';
import { plants } from './brokenConfigs/plants.ts';

/** The text with a caret at the line and column of each problem. */
function withCarets(text: string, problems: readonly { line: number; column: number }[]): string {
  const lines = text.split('\n');
  for (const { line, column } of [...problems].reverse()) {
    const before = lines[line - 1] ?? '';
    lines[line - 1] = `${before.slice(0, column - 1)}‸${before.slice(column - 1)}`;
  }
  return lines.join('\n');
}

const said = ({ severity, code, message }: Problem) =>
  `${severity === 'error' ? '' : `${severity} `}${code} ${message}`;

describe('the corpus of broken configurations', () => {
  let table: Table;
  before(async () => {
    table = await readTable(sourceOfBytes(new TextEncoder().encode(plants)));
  });

  /** As the worker finds them; `null` where there is nothing to build. */
  function startOf(text: string): PreflightFacts | null {
    const { config } = configDocument(text);
    if (!config || problemsFor(text, summarize(table)).some(({ severity }) => severity === 'error')) return null;
    return preflightFacts(buildTrainer(config, table).trainer);
  }

  it('has more than sixty, no two with the same name', () => {
    const names = [...brokenTexts, ...doubtfulConfigs].map(({ name }) => name);
    assert.ok(names.length >= 60);
    assert.equal(new Set(names).size, names.length);
  });

  for (const { name, text: marked, expected } of [...brokenTexts, ...doubtfulConfigs]) {
    it(`finds ${name}`, () => {
      const text = marked.replaceAll('‸', '');
      const problems = problemsFor(text, summarize(table), startOf(text));
      assert.deepEqual(problems.map(said), expected);
      assert.equal(withCarets(text, problems), marked);
    });
  }
});
