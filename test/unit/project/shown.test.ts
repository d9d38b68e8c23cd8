import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, root } from './root.ts';

/** What shows text outside of a page, where a name from a workspace could become a link or an icon. */
const showing = [
  /\.show(?:Error|Warning|Information)Message\b/,
  /\.(?:show|create)QuickPick\b/,
  /\.(?:show|create)InputBox\b/,
  /\.withProgress\b/,
  /\.setStatusBarMessage\b/,
  /\.createStatusBarItem\b/,
  /\bnew vscode\.(?:MarkdownString|TreeItem|CodeLens|ThemeIcon)\b/,
  /\bitem\.(?:text|label|description|tooltip)\s*=[^=]/,
  /\bisTrusted\s*=\s*(?:true|\{)/,
  /\bsupport(?:Html|ThemeIcons)\s*=\s*true/,
];
const allowed = 'src/host/base/shown.ts';

describe('what the extension shows', () => {
  const files = projectFiles().filter((path) => path.startsWith('src/host/') && path.endsWith('.ts'));
  const text = (path: string) => readFileSync(join(root, path), 'utf8');

  it(`goes through ${allowed}`, () => {
    const found = files
      .filter((path) => path !== allowed)
      .flatMap((path) => showing.filter((pattern) => pattern.test(text(path))).map((pattern) => `${path}: ${pattern}`));
    assert.deepEqual(found, []);
  });

  it('is made plain there: no text reaches the editor without it', () => {
    const calls = text(allowed).match(/show(?:Error|Warning|Information)Message\([^)]*/g) ?? [];
    assert.equal(calls.length, 3);
    for (const call of calls) assert.match(call, /\(plainText\(message/);
  });

  it('asks for settings in one place, which knows that any value may be there', () => {
    const asking = files.filter((path) => /\.getConfiguration\b/.test(text(path)));
    assert.deepEqual(asking, ['src/host/base/settings.ts']);
  });

  it('in a page may load, send and resolve nothing', () => {
    const page = text('src/host/views/html.ts');
    for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'"])
      assert.ok(page.includes(rule), rule);
  });
});
