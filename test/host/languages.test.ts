/** English and Korean say the same things: no sentence is missing in one of them, no placeholder lost. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { effectTexts } from '../../src/config/schema/keyMetadata.ts';
import { pluralTexts } from '../../src/config/wording/plural.ts';
import {
  ignoredTypeTexts,
  repairTexts,
  repeatedAnywhereText,
  repeatedText,
} from '../../src/config/wording/repairTexts.ts';
import { reasonTexts } from '../../src/config/facts/columnReason.ts';
import { activationTexts, lossTexts } from '../../src/config/schema/explanations.ts';
import { keyTable } from '../../src/config/schema/keyTable.ts';
import { unitTexts } from '../../src/config/language/keyText.ts';
import { collapsedNames } from '../../src/config/problems/networkProblems.ts';

function root(): string {
  return vscode.extensions.getExtension('nn-explorer.neural-network-explorer')?.extensionPath ?? '';
}

function json(file: string): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root(), file), 'utf8')) as Record<string, string>;
}

/** Where a folder's code asks for a translation, by the first argument of a call. */
const asking: Readonly<Record<string, RegExp>> = {
  'src/host': /l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g,
  'src/session': /(?<![\w.])say\(\s*'((?:[^'\\]|\\.)*)'/g,
  'src/config': /(?<![\w.])say\(\s*'((?:[^'\\]|\\.)*)'/g,
  webview: /(?<![\w.])(?:t|rich|phrase)\(\s*'((?:[^'\\]|\\.)*)'/g,
};

/** The sentences in the code, and what the keys of a configuration and their words are called and mean. */
function sentences(): readonly string[] {
  const calls = Object.entries(asking).flatMap(([name, pattern]) => {
    const folder = join(root(), name);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    return files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(pattern)]);
  });
  const named = keyTable().flatMap(({ about }) => [
    about.title,
    about.description,
    about.expects ?? '',
    ...Object.values(about.words ?? {}),
  ]);
  const remarks = Object.values(activationTexts).map(({ remark }) => remark);
  const texts = [
    ...calls.map(([, text = '']) => text.replaceAll("\\'", "'")),
    ...named,
    ...remarks,
    ...Object.values(effectTexts),
    ...Object.values(unitTexts),
    ...Object.values(pluralTexts).flat(),
    ...reasonTexts,
    ...Object.values(repairTexts),
    ...Object.values(ignoredTypeTexts),
    repeatedText,
    repeatedAnywhereText,
    ...Object.values(collapsedNames),
    ...Object.values(lossTexts).map(({ name }) => name),
  ];
  return [...new Set(texts.filter((text) => text !== ''))].sort();
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\d\}|\]\(command:[\w.]+\)|\$\([\w-]+\)|`[^`]+`/g)].map(([found]) => found).sort();
}

describe('the languages of the extension', () => {
  it('Korean has every sentence of the code, and no other', () => {
    assert.deepEqual(Object.keys(json('l10n/bundle.l10n.ko.json')).sort(), sentences());
  });

  it('Korean has every text of the manifest, and no other', () => {
    assert.deepEqual(Object.keys(json('package.nls.ko.json')), Object.keys(json('package.nls.json')));
  });

  it('every text of the manifest is used, and every one used is there', () => {
    const used = [...readFileSync(join(root(), 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(
      ([, key]) => key,
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(json('package.nls.json')).sort());
  });

  it('a translation keeps placeholders, icons, links and names in backticks', () => {
    const pairs = [
      ...Object.entries(json('l10n/bundle.l10n.ko.json')),
      ...Object.entries(json('package.nls.json')).map(
        ([key, text]) => [text, json('package.nls.ko.json')[key] ?? ''] as const,
      ),
    ];
    for (const [english, korean] of pairs) assert.deepEqual(placeholders(korean), placeholders(english), english);
  });
});
