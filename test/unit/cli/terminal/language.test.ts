import assert from 'node:assert/strict';
import { setTranslations } from '../../../../src/config/wording/localize.ts';
import { environmentLanguage, languageOf } from '../../../../src/cli/terminal/language.ts';
import { dividedTable, inFolder, runCli } from '../runCli.ts';

describe('the language of the command line', () => {
  afterEach(() => setTranslations({}));

  it('is that of the environment: LC_ALL before LC_MESSAGES before LANG', () => {
    assert.equal(environmentLanguage({ LANG: 'ko_KR.UTF-8' }), 'ko');
    assert.equal(environmentLanguage({ LANG: 'ko_KR.UTF-8', LC_ALL: 'C.UTF-8' }), 'en');
    assert.equal(environmentLanguage({ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'ko' }), 'ko');
    assert.equal(environmentLanguage({ LANG: 'kok_IN' }), 'en');
    assert.equal(environmentLanguage({}), 'en');
  });

  it('is what --language says, and English for programs', () => {
    assert.equal(languageOf(['train', 'a.csv', '--language', 'ko'], 'en'), 'ko');
    assert.equal(languageOf(['train', 'a.csv', '--language=en'], 'ko'), 'en');
    assert.equal(languageOf(['train', 'a.csv'], 'ko'), 'ko');
    assert.equal(languageOf(['train', 'a.csv', '--json', '--language', 'ko'], 'ko'), 'en');
  });

  it('is Korean throughout where it is asked for: results, help and failures', async () => {
    await inFolder({ 'a.csv': dividedTable() }, async (folder) => {
      const { stdout, stderr } = await runCli(
        ['train', 'a.csv', '--set', 'training.epochs=2', '--language', 'ko'],
        folder,
      );
      assert.match(stdout, /모든 에포크 완료: .*2에포크/);
      assert.match(stderr, /a\.csv: 목표를 "kind"로 추정했습니다/);
      const described = await runCli(['describe', 'a.csv', '--language', 'ko'], folder);
      assert.match(described.stdout, /a\.csv: 40행/);
    });
    assert.match((await runCli(['--help', '--language', 'ko'])).stdout, /끝까지 학습하고/);
    assert.match((await runCli(['fly', '--language', 'ko'])).stderr, /"fly"는 명령이 아닙니다/);
    assert.match(
      (await runCli(['train', 'a.csv', '--language', 'xx'])).stderr,
      /--language takes en, ko; "xx" is not one/,
    );
  });
});
