import assert from 'node:assert/strict';
import { type DataPathFault, dataPathFault, slashed } from '../../../../src/config/text/dataPath.ts';

describe('dataPathFault(file)', () => {
  const cases: readonly (readonly [file: string, fault: DataPathFault | null])[] = [
    ['iris.csv', null],
    ['data/iris.csv', null],
    ['data\\iris.csv', null],
    ['../iris.csv', null],
    ['2024: all.csv', null],
    ['/etc/passwd', 'absolute'],
    ['\\windows\\iris.csv', 'absolute'],
    ['C:\\data\\iris.csv', 'absolute'],
    ['c:iris.csv', 'absolute'],
    ['\\\\server\\share\\iris.csv', 'network'],
    ['//server/share/iris.csv', 'network'],
    ['https://example.org/iris.csv', 'address'],
    ['file:///etc/passwd', 'address'],
    ['iris\0.csv', 'character'],
  ];
  for (const [file, fault] of cases) {
    it(`${JSON.stringify(file)}: ${fault ?? 'fine'}`, () => assert.equal(dataPathFault(file), fault));
  }
});

describe('slashed(file)', () => {
  it('turns backslashes, so that a path of Windows is found elsewhere', () => {
    assert.equal(slashed('data\\2024\\iris.csv'), 'data/2024/iris.csv');
  });
});
