import assert from 'node:assert/strict';
import { markDirections, plainLines, plainText } from '../../../../src/config/wording/plainText.ts';
import { code, escapeMarkdown } from '../../../../src/config/wording/markdown.ts';

/** As VS Code finds links in its notifications (base/common/linkedText.ts). */
const toastLink = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As it finds icons in labels (base/common/iconLabels.ts). */
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

const hostileNames = [
  '[Fix it](command:workbench.action.terminal.new)',
  '[Fix it](command:workbench.action.terminal.new "why")',
  '[a](https://example.org)',
  '[a](http://example.org)',
  '[a](file:///etc/passwd)',
  '[[a](command:x)](command:y)',
  'https://example.org/a?b',
  'command:workbench.action.quit',
  'www.example.org',
  '$(error) wrong',
  '$(loading~spin)',
  'price\u202egnp.vsc',
  '\u2066a\u2069\u200f',
  'a\nb\r\n[c](command:d)',
  '\u0000\u001b[31mred',
  `${'x'.repeat(100_000)}[a](command:b)`,
];

describe('plainText(text)', () => {
  it('leaves no link, icon, turned writing or line break of any name', () => {
    for (const name of hostileNames) {
      const shown = plainText(`The table has no column "${name}".`);
      assert.doesNotMatch(shown, toastLink);
      assert.doesNotMatch(shown, /[a-z]:\/\/|command:\w|www\./i);
      assert.doesNotMatch(shown, icon);
      assert.doesNotMatch(shown, turning);
      assert.doesNotMatch(shown, /\p{Cc}/u);
      assert.ok(shown.length < 1200);
    }
  });

  it('leaves names that mean nothing else as they are', () => {
    for (const name of ['price (€)', 'a[1]', 'x: y', '$ 3', 'größe', '나이', 'e-mail', 'W¹₂₁', 'ratio a/b'])
      assert.equal(plainText(name), name);
  });

  it('shows letters that turn the writing by their names', () => {
    assert.equal(markDirections('price\u202egnp'), 'price⟨RLO⟩gnp');
  });

  it('plainLines(text) keeps its lines', () => {
    assert.equal(plainLines('a\n$(b)'), 'a\n$\u2060(b)');
  });
});

describe('names in Markdown', () => {
  it('become no link, bare or written, and no icon', () => {
    for (const name of hostileNames.slice(0, 12)) {
      const shown = escapeMarkdown(name);
      assert.doesNotMatch(shown, /(?<!\\)[[\](:$<]/);
      assert.doesNotMatch(shown, turning);
      assert.doesNotMatch(code(name), turning);
    }
  });
});
