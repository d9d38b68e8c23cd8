import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from './root.ts';

/** Words that have another one in their place everywhere; `unless` names the English sentences that mean something else. */
const otherwise = [
  { word: '훈련', instead: '학습', unless: /^$/ },
  { word: '네트워크', instead: '신경망', unless: /network path/ },
];

describe('the Korean sentences', () => {
  for (const file of ['l10n/bundle.l10n.ko.json', 'package.nls.ko.json']) {
    const sentences: Record<string, string> = JSON.parse(readFileSync(join(root, file), 'utf8'));

    for (const { word, instead, unless } of otherwise) {
      it(`${file} says ${instead}, not ${word}`, () => {
        const found = Object.entries(sentences).filter(([key, text]) => text.includes(word) && !unless.test(key));
        assert.deepEqual(found, []);
      });
    }
  }
});
