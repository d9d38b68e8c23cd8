/** What is put together only when it is shown: in Korean nothing of it is left in English. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configForCsv } from '../../../../src/config/facts/defaultConfig.ts';
import { hoverAt } from '../../../../src/config/language/hover.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import { keyTable } from '../../../../src/config/schema/keyTable.ts';
import { rangeText } from '../../../../src/config/schema/valueRule.ts';
import { settingRule } from '../../../../src/config/schema/settingRules.ts';
import { setTranslations } from '../../../../src/config/wording/localize.ts';
import { noticeText, noticeTexts } from '../../../../src/config/wording/notice.ts';
import { repairText, repairTexts } from '../../../../src/config/wording/repairTexts.ts';
import { keyText } from '../../../../src/config/language/keyText.ts';
import type { RepairKind } from '../../../../src/data/csv/repair.ts';
import { notInForce, rebuilding, silenceSentence, workerStopped } from '../../../../src/session/sentences.ts';
import { dividedTable, inFolder, runCli } from '../../cli/runCli.ts';
import { root } from '../../project/root.ts';
import { brokenTexts, doubtfulConfigs } from '../problems/brokenConfigs/corpus.ts';
import { garden, summaryOf } from '../table.ts';

const korean = JSON.parse(readFileSync(join(root, 'l10n/bundle.l10n.ko.json'), 'utf8')) as Record<string, string>;

/** Words in quotes, in code and in names of keys are the user's or the configuration's. */
function plain(text: string): string {
  return text
    .replace(
      /`[^`]*`|"[^"]*"|```[\s\S]*?```|\{[^}]*\}|[\w.-]+\.\w+|--?[\w-]+|nn-explorer \w+|Neural Network Explorer/g,
      ' ',
    )
    .replace(/\b(?:en|ko|train|shapes|check|gradcheck|describe)\b/g, ' ');
}

/** Three words in a row that are no names. */
function englishIn(text: string): readonly string[] {
  return plain(text).match(/\b[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}/g) ?? [];
}

describe('what is shown in Korean', () => {
  beforeEach(() => setTranslations(korean));
  afterEach(() => setTranslations({}));

  it('has no English in any notice, repair or sentence of a session', () => {
    const values = [7, '가', '나', '다'];
    const reported = [
      ...Object.keys(noticeTexts).map((code) => noticeText({ code, values })),
      ...Object.keys(repairTexts).map((kind) =>
        repairText({ kind: kind as RepairKind, values, line: 3, lines: [3, 5], count: 12 }),
      ),
      silenceSentence(),
      workerStopped('가', null),
      workerStopped('가', 7),
      notInForce('가'),
      ...(['changed', 'refit', 'rebuild'] as const).map((why) => rebuilding(why)),
    ];
    for (const text of reported) {
      assert.deepEqual(englishIn(text), [], text);
      assert.doesNotMatch(text, /[은이을과]\([는가를와]\)|\(으\)로|\{\d\}/, text);
    }
  });

  it('has no English in the texts of keys and in the ranges of values', () => {
    for (const key of keyTable()) assert.deepEqual(englishIn(keyText(key)), [], key.path);
    for (const path of ['training.learningRate', 'training.batchSize', 'network.layers', 'network.activation'])
      assert.deepEqual(englishIn(rangeText(settingRule(path)!)), [], path);
  });

  it('has no English in any problem of the corpus, nor in the comments of a new configuration', async () => {
    const summary = await summaryOf(garden);
    for (const { text } of [...brokenTexts, ...doubtfulConfigs])
      for (const { message } of problemsFor(text.replaceAll('‸', ''), summary))
        assert.deepEqual(englishIn(message), [], message);
    const written = configForCsv('garden.csv', summary);
    const comments = written.split('\n').flatMap((line) => /\/\/(.*)$/.exec(line)?.[1] ?? []);
    for (const comment of comments) assert.deepEqual(englishIn(comment), [], comment);
    assert.deepEqual(englishIn(hoverAt(written, written.indexOf('"learningRate"'), summary)?.markdown ?? ''), []);
  });

  it('has no English in what the command line prints', async () => {
    await inFolder({ 'a.csv': `${dividedTable()},\n1\n` }, async (folder) => {
      for (const args of [
        ['train', 'a.csv'],
        ['shapes', 'a.csv'],
        ['check', 'a.csv'],
        ['gradcheck', 'a.csv'],
        ['describe', 'a.csv'],
        ['--help'],
      ]) {
        const { stdout, stderr } = await runCli([...args, '--language', 'ko'], folder);
        assert.notEqual(stdout, '', args.join(' '));
        for (const line of `${stdout}${stderr}`.split('\n')) assert.deepEqual(englishIn(line), [], line);
      }
    });
  });
});
