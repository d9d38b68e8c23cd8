/** English and Korean say the same things: no sentence is missing in one of them, no placeholder lost. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unitTexts } from '../../../../src/config/language/keyText.ts';
import { collapsedNames } from '../../../../src/config/problems/networkProblems.ts';
import {
  activationTexts,
  initializationTexts,
  lossTexts,
  optimizerTexts,
} from '../../../../src/config/schema/explanations.ts';
import { effectTexts } from '../../../../src/config/schema/keyMetadata.ts';
import { keyTable } from '../../../../src/config/schema/keyTable.ts';
import { syntaxTexts } from '../../../../src/config/text/syntaxTexts.ts';
import { noticeTexts } from '../../../../src/config/wording/notice.ts';
import { separatorTexts } from '../../../../src/config/language/dataText.ts';
import { pluralTexts } from '../../../../src/config/wording/plural.ts';
import { repairTexts, repeatedAnywhereText, repeatedText } from '../../../../src/config/wording/repairTexts.ts';
import { root } from '../../project/root.ts';
import { askedFor } from './askedFor.ts';

function json(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
}

/** Names that are the same in every language. */
const namesOfOwn: ReadonlySet<string> = new Set([
  'tanh',
  'ReLU',
  'softmax',
  'RMSProp',
  'AdamW',
  'Adam',
  'He',
  'Xavier',
  'randn × {0}',
]);

/** What tables hold: codes with their words, and what the keys of a configuration and their words are called and mean. */
function tabled(): readonly string[] {
  const named = keyTable().flatMap(({ metadata }) => [
    metadata.title,
    metadata.description,
    metadata.expects ?? '',
    ...Object.values(metadata.words ?? {}),
  ]);
  return [
    ...named,
    ...[activationTexts, lossTexts].flatMap((table) => Object.values(table)).map(({ remark }) => remark),
    ...Object.values(optimizerTexts).map(({ averages }) => averages),
    ...[activationTexts, lossTexts, optimizerTexts, initializationTexts]
      .flatMap((table) => Object.values(table).map(({ name }) => name))
      .filter((name) => !namesOfOwn.has(name)),
    ...[effectTexts, unitTexts, collapsedNames, separatorTexts, syntaxTexts].flatMap((table) => Object.values(table)),
    ...Object.values(pluralTexts).flat(),
    ...Object.values(noticeTexts).flat(),
    ...Object.values(repairTexts),
    ...Object.values(separatorTexts),
    repeatedText,
    repeatedAnywhereText,
  ];
}

const sentences = [...new Set([...['src', 'webview'].flatMap(askedFor), ...tabled()])].filter((text) => text !== '');
const korean = json('l10n/bundle.l10n.ko.json');

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\d\}|\]\(command:[\w.]+\)|\$\([\w-]+\)|`[^`]+`/g)].map(([found]) => found).sort();
}

describe('the languages of the product', () => {
  it('Korean has every sentence of the code', () => {
    assert.deepEqual(
      sentences.filter((text) => !Object.hasOwn(korean, text)),
      [],
    );
  });

  it('Korean has no sentence that nothing asks for', () => {
    const asked = new Set(sentences);
    assert.deepEqual(
      Object.keys(korean).filter((text) => !asked.has(text)),
      [],
    );
  });

  it('Korean has every text of the manifest, and no other', () => {
    assert.deepEqual(Object.keys(json('package.nls.ko.json')), Object.keys(json('package.nls.json')));
  });

  it('every text of the manifest is used, and every one used is there', () => {
    const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(json('package.nls.json')).sort());
  });

  const pairs = [
    ...Object.entries(korean),
    ...Object.entries(json('package.nls.json')).map(
      ([key, text]) => [text, json('package.nls.ko.json')[key] ?? ''] as const,
    ),
  ];

  it('a translation keeps placeholders, icons, links and names in backticks', () => {
    for (const [english, text] of pairs) assert.deepEqual(placeholders(text), placeholders(english), english);
  });

  it('a particle after a placeholder has both forms, so that the right one can be chosen', () => {
    const bare = pairs.filter(([, text]) => /\{\d\}[”"’']?(?:은|는|이|가|을|를|와|과|로|으로)(?=[ ,.])/.test(text));
    assert.deepEqual(bare, []);
    const elsewhere = pairs.filter(([, text]) =>
      /(?<!\{\d\}[”"’')]?)(?:은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)/.test(text),
    );
    assert.deepEqual(elsewhere, []);
  });
});
