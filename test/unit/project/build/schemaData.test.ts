import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { withoutMetadata } from '#scripts/build/schemaData.mjs';
import { root } from '../root.ts';

describe('withoutMetadata(text)', () => {
  it('takes away what is said of a schema, and leaves the schema: inside of others, too', () => {
    const text = `const a = withMetadata(z.union([f(1, 2), g]), { title: 'A, (b', more: [1, { c: "It's )" }] });
      const b = withMetadata(z.optional(withMetadata(int(1, 2), { d: \`(\` })), { e: a }); // ( and, so on
      const c = { ...a, d: f(1, '\\'('), e: "," };`;
    assert.equal(
      withoutMetadata(text),
      `const a = withMetadata(z.union([f(1, 2), g]));
      const b = withMetadata(z.optional(withMetadata(int(1, 2)))); // ( and, so on
      const c = { ...a, d: f(1, '\\'('), e: "," };`,
    );
  });

  it('leaves no word of the files it is for', () => {
    const folder = join(root, 'src/config/schema');
    const files = readdirSync(folder).filter((name) => /^schema(?:Data|Network|Sweep|Training)?\.ts$/.test(name));
    assert.equal(files.length, 5);
    for (const name of files) {
      const left = withoutMetadata(readFileSync(join(folder, name), 'utf8'));
      assert.doesNotMatch(left, /title:|effect:|description:/, name);
      assert.equal(left.split('(').length, left.split(')').length, name);
    }
  });
});
