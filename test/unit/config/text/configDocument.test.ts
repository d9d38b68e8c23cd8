import assert from 'node:assert/strict';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { setTranslations } from '../../../../src/config/wording/localize.ts';

const text = '{ "data": { "file": "a.csv", "target": "y" } }';

describe('configDocument(text)', () => {
  afterEach(() => setTranslations({}));

  it('is parsed once for equal texts, and reads tree, problems and configuration from the same tree', () => {
    const document = configDocument(text);
    assert.equal(configDocument(text.slice(0, 5) + text.slice(5)), document);
    assert.equal(document.root, document.root);
    assert.equal(document.config, document.config);
    assert.deepEqual([document.syntax, document.problems], [[], []]);
    assert.equal(document.config?.data.target, 'y');
  });

  it('tells apart what is wrong with the syntax', () => {
    const broken = configDocument('{ "data": ');
    assert.equal(broken.config, null);
    assert.equal(broken.syntax.length, 1);
    assert.equal(broken.problems[0]?.code, 'syntax');
  });

  it('forgets what was not asked for lately, and all of it when the language changes', () => {
    const document = configDocument(text);
    for (let i = 0; i < 20; i++) configDocument(`${text} // ${i}`);
    assert.notEqual(configDocument(text), document);
    const english = configDocument('{ ').problems[0]?.message;
    setTranslations({ 'Expected a closing brace }.': '닫는 중괄호 }가 필요합니다.' });
    assert.notEqual(configDocument('{ ').problems[0]?.message, english);
  });
});
