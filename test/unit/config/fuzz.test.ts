import assert from 'node:assert/strict';
import type { TableSummary } from '../../../src/data/columns/summary.ts';
import { fuzzLarge, fuzzSmall, summaryOfPlants } from './fuzz/run.ts';
import { checkText } from './fuzz/properties.ts';

describe('the configuration language on any text', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await summaryOfPlants();
  });

  it('never throws, keeps ranges inside the text, pollutes no prototype, and keeps the meaning of what it rewrites', () => {
    assert.equal(fuzzSmall(20, 1000, summary).texts, 1000);
  });

  it('comes to an end with deep and huge texts', () => {
    assert.ok(fuzzLarge(60_000, summary).texts > 10);
  });

  it('does not even begin with more than it reads', () => {
    checkText(' '.repeat(2_000_000), 1_000_000, summary);
  });
});
