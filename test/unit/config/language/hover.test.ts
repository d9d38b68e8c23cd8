import assert from 'node:assert/strict';
import { hoverAt } from '../../../../src/config/language/hover.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { garden, summaryOf } from '../table.ts';

const text = `{
  "data": {
    "file": "garden.csv", "target": "species",
    "features": ["height", "width"],
    "types": { "soil": "category" },
    "split": { "validation": 0.2 },
    "standardize": true
  },
  "network": {
    "layers": [
      { "units": 4, "activation": "tanh" },
      { "units": 3, "activation": "linear" }
    ],
    "initialization": { "scheme": "he" }
  },
  "training": { "optimizer": "momentum", "learningRate": 0.1, "batchSize": 30, "epochs": 10, "l2": 0.5 }
}`;

describe('hoverAt(text, offset, summary)', () => {
  let summary: TableSummary;
  before(async () => {
    summary = await summaryOf(garden);
  });
  /** The hover one letter into the first occurrence of a word. */
  const on = (word: string, table: TableSummary | null = summary, live?: Parameters<typeof hoverAt>[3]) =>
    hoverAt(text, text.indexOf(word) + 1, table, live)?.markdown ?? '';

  it('on a layer: shapes, equation, function and derivative', () => {
    assert.equal(
      on('{ "units": 4'),
      [
        '**Layer 1 of 3** · hidden, tanh',
        '```text\nW¹ 4×2 · b¹ 4×1 · Z¹, A¹ 4×m (m = 96) · 12 parameters\nZ¹ = W¹X + b¹, A¹ = tanh(Z¹)\ng(z) = (eᶻ−e⁻ᶻ)/(eᶻ+e⁻ᶻ), g′ = 1−a²\n```',
        'Squeezes z into −1…1 around zero; a good choice for small hidden layers.',
      ].join('\n\n'),
    );
  });

  it('on a later, linear layer', () => {
    const markdown = hoverAt(text, text.indexOf('3, "activation"'), summary)?.markdown ?? '';
    assert.ok(
      markdown.includes('W² 3×4 · b² 3×1 · Z², A² 3×m (m = 96) · 15 parameters\nZ² = W²A¹ + b², A² = Z²'),
      markdown,
    );
    assert.ok(
      markdown.includes('\n\n---\n\n**Units** n⁽ˡ⁾ · a whole number from 1 to 4096 · required\n\nNumber'),
      markdown,
    );
    assert.ok(
      markdown.endsWith('_A change builds the network anew with the weights that still fit, and starts from step 0._'),
      markdown,
    );
  });

  it('on "layers": every layer, the output layer too', () => {
    const markdown = on('"layers"');
    assert.ok(
      markdown.includes('W³ 3×3 · b³ 3×1 · Z³, A³ 3×m (m = 96) · 12 parameters\n  Z³ = W³A² + b³, A³ = softmax(Z³)'),
      markdown,
    );
  });

  it('without the table what depends on it stays a letter', () => {
    assert.ok(on('{ "units": 4', null).includes('\nW¹ 4×nₓ · b¹ 4×1 · Z¹, A¹ 4×m\n'));
    assert.ok(on('"layers"', null).includes('W³ nᵧ×3 · b³ nᵧ×1 · Z³, A³ nᵧ×m\n  Z³ = W³A² + b³, A³ = g(Z³)'));
  });

  it('with a run: what its numbers are now', () => {
    const statistics = { meanActivation: 0.421, saturated: 0.125, dead: 0, normW: 3.21234, normDW: 0.0182 };
    assert.ok(
      on('{ "units": 4', summary, [statistics]).includes(
        '**Now** mean |a¹| 0.421 · 12.5 % saturated · 0 % dead  \n‖W¹‖ 3.212 · ‖dW¹‖ 0.0182',
      ),
    );
  });

  it('on the schedule: the rate of a step with its own numbers', () => {
    const scheduled = text.replace('"l2": 0.5', '"l2": 0.5, "schedule": { "kind": "cosine", "to": 0.2, "warmUp": 3 }');
    const found = hoverAt(scheduled, scheduled.indexOf('cosine') + 1, summary)?.markdown ?? '';
    assert.match(found, /αₜ = 0\.1 · \(0\.2 \+ \(1 − 0\.2\) \(1 \+ cos\(π \(e − 3\) \/ \(10 − 3\)\)\) \/ 2\)/);
    assert.match(found, /e′ < 3: αₜ · e′ \/ 3/);
  });

  it('on the learning rate: the update rule of the optimizer', () => {
    assert.equal(
      on('"learningRate"'),
      [
        '**Learning rate** α · a number above 0 and at most 1000 · default `0.001`',
        'How far a step goes. Too small crawls, too large makes the cost rise.',
        '_Takes effect at the next step of a running training._',
        'A step of `momentum`:',
        '```text\nv ← β v + (1−β) dW\nW ← W − α v\n```',
      ].join('\n\n'),
    );
  });

  it('on batch size and epochs: how many steps that makes', () => {
    for (const word of ['"batchSize"', '"epochs"'])
      assert.ok(on(word).includes('m = 96: 4 steps an epoch with 30 examples each, 40 steps in all.'), on(word));
  });

  it('on the file: the table with its first rows', () => {
    const markdown = on('"garden.csv"');
    assert.ok(
      markdown.startsWith('**garden\\.csv** · 120 rows · 6 columns · UTF-8, comma separated') ||
        markdown.startsWith('**garden\\.csv** · 120 rows · 6 columns · utf-8, comma separated'),
      markdown,
    );
    assert.ok(
      markdown.includes(
        '| id | height | width | soil | wet | species |\n| --- | --- | --- | --- | --- | --- |\n| _id_ | _number_ | _number_ | _category_ | _boolean_ | _category_ |\n| p1000 | 10\\.5 | 0 | clay | yes | aster |',
      ),
      markdown,
    );
  });

  it('on the target: classes in code order with their counts, and the output layer', () => {
    const markdown = on('"species"');
    assert.ok(markdown.includes('Task: 3 classes · 0 = aster (40), 1 = daisy (40), 2 = rose (40)'), markdown);
    assert.ok(
      markdown.includes(
        'Output layer, categorical cross-entropy\n\n```text\nW³ 3×3 · b³ 3×1 · Z³, A³ 3×m (m = 96) · 12 parameters\nZ³ = W³A² + b³, A³ = softmax(Z³)\nℒ = −Σₖ yₖ log ŷₖ\n```',
      ),
      markdown,
    );
  });

  it('on a column name: type, range, mean, missing cells and a histogram', () => {
    const markdown = on('"height"');
    assert.ok(markdown.startsWith('**height** · number: '), markdown);
    assert.ok(markdown.includes('mean 13.47 · standard deviation 2.01 · 7 distinct · none missing'), markdown);
    assert.match(markdown, /\n\n`10\.5 [·▁▂▃▄▅▆▇█]{12} 16\.5`$/);
    assert.ok(on('"soil"').includes('clay 30 · loam 30 · peat 30 · sand 30'), on('"soil"'));
  });

  it('on "features": the rows of X', () => {
    assert.ok(on('"features"').startsWith('X is `2×m`: `height`, `width`\n\n**Features**'), on('"features"'));
  });

  it('on the split: how many examples each part has', () => {
    assert.ok(on('"validation"').endsWith('m = 96 training and 24 validation examples.'), on('"validation"'));
  });

  it('on a word of an enumeration: what it means', () => {
    assert.ok(on('"he"').includes('`he`: Keeps the size of the signal through ReLU layers.'));
  });

  it('says something on every key, with the table and without', () => {
    for (const match of text.matchAll(/"(\w+)":/g)) {
      for (const table of [summary, null]) {
        const hover = hoverAt(text, match.index + 1, table);
        assert.ok(hover && hover.markdown.length > 20, match[0]);
        assert.equal(text.slice(hover.offset, hover.offset + hover.length), `"${match[1]}"`);
      }
    }
  });

  it('says nothing on braces outside, in comments, and outside the text', () => {
    assert.equal(hoverAt(text, 0, summary), null);
    assert.equal(hoverAt('// { "data": 1 }\n{}', 8, summary), null);
    assert.equal(hoverAt(text, text.length + 10, summary), null);
    assert.equal(hoverAt('', 0, summary), null);
  });

  it('works while the text is broken elsewhere', () => {
    const broken = text.replace('"epochs": 10', '"epochs": ');
    assert.ok(hoverAt(broken, broken.indexOf('"units": 4') + 1, summary)?.markdown.includes('W¹ 4×2'));
  });

  it('turns no column name or cell into markup', async () => {
    const nasty = await summaryOf('"a|b`<img src=x>",y\n1,"<script>"\n2,[x](y)\n3,"<script>"\n4,[x](y)\n');
    const config = '{ "data": { "file": "a`b.csv", "target": "y" } }';
    for (const word of ['"a`b', '"y"']) {
      const markdown = hoverAt(config, config.indexOf(word) + 1, nasty)?.markdown ?? '';
      assert.doesNotMatch(markdown.replace(/`+[^`]*`+/g, ''), /(?<!\\)<|(?<!\\)\[x/, markdown);
    }
  });
});
