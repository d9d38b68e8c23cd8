import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { root } from './root.ts';

function relativeLinks(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map(
    ([, markdown, html]) => markdown ?? html ?? '',
  );
  return targets.filter((target) => !/^[a-z]+:|^#/i.test(target)).map((target) => target.replace(/#.*$/, ''));
}

describe('README.md', () => {
  it('links to files that are there, in the repository and, but for pictures, in the package', () => {
    const shipped = readFileSync(join(root, 'test/golden/vsix-files.txt'), 'utf8').split('\n');
    const links = relativeLinks('README.md');
    assert.ok(links.length > 0);
    assert.deepEqual(
      links.filter(
        (link) => !existsSync(join(root, link)) || !(shipped.includes(link) || link.startsWith('docs/pictures/')),
      ),
      [],
    );
  });
});
