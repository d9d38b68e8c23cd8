/** Dates as numbers, compared with what a calendar says. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { daysOf } from '../../../../src/data/columns/dates.ts';

const day = (text: string) => Date.parse(`${text}Z`) / 86_400_000;

const dates: readonly (readonly [text: string, is: string])[] = [
  ['5\u00a0Jan\u00a02026', '2026-01-05T00:00'],
  ['2026-W01', '2025-12-29T00:00'],
  ['2026W53-7', '2027-01-03T00:00'],
  ['20260601 12:30', '2026-06-01T12:30'],
  ['0001-01-01', '0001-01-01T00:00'],
  ['2026년 6월 1일 월요일 오후 3시 5분', '2026-06-01T15:05'],
  ['(월) 2026. 6. 1.', '2026-06-01T00:00'],
  ['15시 30분', '1970-01-01T15:30'],
  ['Tues., 2 June 2026 12:15 am', '2026-06-02T00:15'],
  ['1. Dez. 99', '1999-12-01T00:00'],
];

describe('data/dates', () => {
  for (const [text, is] of dates)
    it(`daysOf("${text}") is ${is}`, () => assert.equal(daysOf(text, 'monthFirst'), day(is)));

  it('what no calendar has is no date', () => {
    for (const text of ['31 June 2026', '2025-W53', '2026-W00', '2026-13-01', '0000-01-01', 'Foo 2026', '2026-02-30'])
      assert.ok(Number.isNaN(daysOf(text, 'dayFirst')), text);
  });
});
