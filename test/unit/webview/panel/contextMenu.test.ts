import assert from 'node:assert/strict';
import { plainNumber } from '../../../../webview/panel/contextMenu.ts';

describe('webview/panel/contextMenu', () => {
  it('plainNumber(text) has all digits as programs write them, and nothing for words', () => {
    assert.deepEqual(['−1,234.5', '0.21750397452', ' 7 ', 'NaN', '', 'tanh'].map(plainNumber), [
      '-1234.5',
      '0.21750397452',
      '7',
      null,
      null,
      null,
    ]);
  });
});
