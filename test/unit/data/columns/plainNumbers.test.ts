/** Numbers without any dress are known at a glance; what is said of them is the same. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RandomState } from '../../../../src/core/network/random.ts';
import { missingRule } from '../../../../src/data/columns/columnPlan.ts';
import { looksNumeric } from '../../../../src/data/columns/looksNumeric.ts';
import { decimalEvidence } from '../../../../src/data/csv/numbers/dressedNumber.ts';

const random = new RandomState(8);

function someCell(): string {
  const digits = (most: number): string => String(random.randint(0, 10 ** random.randint(1, most)));
  const kind = random.randint(0, 12);
  const sign = random.randint(0, 4) === 0 ? '-' : '';
  if (kind < 4) return `${sign}${digits(5)}.${digits(6)}`;
  if (kind < 6) return `${sign}${digits(7)}`;
  return ['1.037', '12,5', '007', '0.5', '', 'n.d.', '1,234.5', '5 %', '.5', '5.', '-', '1e5'][random.randint(0, 12)]!;
}

describe('decimalEvidence(cell)', () => {
  it('says the same of a plain number and of one with a blank before it, which takes the long way', () => {
    for (let i = 0; i < 20_000; i++) {
      const cell = someCell();
      assert.equal(decimalEvidence(cell), decimalEvidence(` ${cell}`), cell);
    }
  });
});

describe('looksNumeric(cells, plan, decimalComma)', () => {
  it('says the same of cells and of cells with a blank behind them', () => {
    const plan = {
      ...{ name: 'x', index: 0, unnamed: false, columns: 1, unit: null, type: undefined, spellings: 'merge' as const },
      ...missingRule(['-9'], 'x'),
    };
    for (let i = 0; i < 2000; i++) {
      const plain = random.randint(0, 3) > 0;
      const cells = Array.from({ length: random.randint(0, 30) }, () =>
        plain ? String(random.randint(-9, 90) / 8) : someCell(),
      );
      const apart = cells.map((cell) => (cell === '' ? cell : `${cell} `));
      assert.equal(looksNumeric(cells, plan, false), looksNumeric(apart, plan, false), cells.join(' | '));
    }
  });
});
