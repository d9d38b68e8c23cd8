import assert from 'node:assert/strict';
import { hiddenActivations } from '../../../../src/core/network/network.ts';
import { optimizers } from '../../../../src/core/training/settings.ts';
import { initializationSchemes } from '../../../../src/core/network/initializers.ts';
import { removeValue, setValue } from '../../../../src/config/text/edit.ts';
import { hyperparameters, hyperparameterValue } from '../../../../src/config/schema/hyperparameters.ts';
import { keyAt, keyTable } from '../../../../src/config/schema/keyTable.ts';
import { configDocument } from '../../../../src/config/text/configDocument.ts';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';
import { checkValue } from '../../../../src/config/text/checkValue.ts';
import { layerCountRule, settingRule, unitsRule } from '../../../../src/config/schema/settingRules.ts';

const minimal = '{ "data": { "file": "a.csv", "target": "y" } }';
const defaults = networkConfigSchema.parse({ data: { file: 'a.csv', target: 'y' } });
const at = (value: unknown, path: string) =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);

/** Every key that the schema accepts, found by walking zod's own shapes, not the table under test. */
function schemaKeys(schema: unknown, path: string): string[] {
  const def = (
    schema as {
      _zod: { def: { type: string; innerType?: unknown; element?: unknown; shape?: Record<string, unknown> } };
    }
  )._zod.def;
  if (def.innerType) return schemaKeys(def.innerType, path);
  if (def.type === 'array') return schemaKeys(def.element, `${path}.*`);
  return Object.entries(def.shape ?? {}).flatMap(([name, child]) => {
    const below = path === '' ? name : `${path}.${name}`;
    return [below, ...schemaKeys(child, below)];
  });
}

describe('keyTable()', () => {
  it('has every key of the schema, each with title, description, effect and example', () => {
    const paths = keyTable().map((key) => key.path);
    for (const path of schemaKeys(networkConfigSchema, ''))
      assert.ok(paths.includes(path), `${path} has no description`);
    assert.equal(new Set(paths).size, paths.length);
    for (const { metadata, path } of keyTable()) {
      assert.ok(metadata.title.length > 1 && /\.$/.test(metadata.description), path);
      assert.notEqual(metadata.example, undefined, path);
    }
  });

  it('gives examples and suggestions that the key itself accepts', () => {
    for (const key of keyTable()) {
      // What a sweep varies is a list or a range: no single value, and not to be set.
      if (key.path.startsWith('sweep.vary')) continue;
      const path = key.path.split('.').map((part) => (part === '*' ? 0 : part));
      for (const value of [key.metadata.example, ...(key.metadata.suggestions ?? [])])
        assert.equal(checkValue(path, value), undefined, key.path);
    }
  });

  it('knows the defaults that parsing fills in', () => {
    for (const { path, kind, default: value, required } of keyTable()) {
      if (path.includes('*') || kind === 'object' || required || path.startsWith('training.earlyStopping')) continue;
      assert.deepEqual(at(defaults, path), value, path);
    }
  });

  it('knows the bounds that parsing enforces', () => {
    for (const { path, kind, min, max, minExclusive, maxExclusive } of keyTable()) {
      if (kind !== 'number' && kind !== 'integer' && kind !== 'batch') continue;
      // A range has three numbers of any size.
      if (path.startsWith('sweep.vary')) continue;
      const step = kind === 'number' ? 1e-9 : 1;
      const accepts = (value: number) => {
        const keys = path.split('.').map((part) => (part === '*' ? 0 : part));
        return configDocument(applyEdits(minimal, setValue(minimal, keys, value))).problems.length === 0;
      };
      assert.ok(min !== null && max !== null, path);
      assert.equal(accepts(min), !minExclusive, `${path} = ${min}`);
      assert.equal(accepts(max), !maxExclusive, `${path} = ${max}`);
      assert.equal(accepts(min - Math.max(step, Math.abs(min) * 1e-9)), false, path);
      assert.equal(accepts(max + Math.max(step, Math.abs(max) * 1e-9)), false, path);
    }
  });

  it('knows the bounds of the layers that views may set', () => {
    const units = keyAt(['network', 'layers', 0, 'units']);
    assert.deepEqual([unitsRule().min, unitsRule().max], [units?.min, units?.max]);
    // A number of layers is set, where the text holds a list.
    assert.deepEqual([layerCountRule().min, layerCountRule().max], [0, keyAt(['network', 'layers'])?.max]);
    for (const path of ['network.activation', 'network.layers.3.activation'])
      assert.deepEqual(
        settingRule(path)?.options.map(({ value }) => value),
        keyAt(['network', 'layers', 0, 'activation'])?.options,
      );
  });

  it('explains every word of every enumeration', () => {
    for (const { path, options, metadata } of keyTable()) {
      for (const option of options) assert.ok((metadata.words?.[option] ?? '').length > 3, `${path}: ${option}`);
    }
    assert.deepEqual(keyAt(['network', 'layers', 3, 'activation'])?.options, [...hiddenActivations]);
    assert.deepEqual(keyAt(['training', 'optimizer'])?.options, [...optimizers]);
    assert.deepEqual(keyAt(['network', 'initialization', 'scheme'])?.options, [...initializationSchemes]);
  });

  it('finds a column type whatever the column is called', () => {
    assert.equal(keyAt(['data', 'types', 'a.b'])?.kind, 'enum');
    assert.equal(keyAt(['data', 'types', '__proto__'])?.kind, 'enum');
    assert.equal(keyAt(['data', 'toString']), undefined);
  });
});

describe('hyperparameters', () => {
  it('have a default that a complete configuration holds, or are optional', () => {
    for (const { path, default: value } of hyperparameters()) {
      if (path.startsWith('training.earlyStopping')) assert.equal(hyperparameterValue(defaults, path), undefined);
      else assert.equal(hyperparameterValue(defaults, path), value, path);
    }
  });

  it('can each be set in a minimal text, and removed again', () => {
    for (const { path, suggestions, options, default: value, kind } of hyperparameters()) {
      const half = typeof value === 'number' ? value / 2 : 1;
      const next = options.at(-1)?.value ?? suggestions.at(-1) ?? (kind === 'boolean' ? false : half);
      const chosen = kind === 'integer' ? Math.ceil(Number(next)) : next;
      const text = applyEdits(minimal, setValue(minimal, path.split('.'), chosen));
      const { config, problems } = configDocument(text);
      assert.deepEqual(problems, [], path);
      assert.ok(config);
      assert.equal(hyperparameterValue(config, path), chosen, path);
      const before = configDocument(applyEdits(text, removeValue(text, [path.split('.')[0] ?? '']))).config;
      assert.deepEqual(path.startsWith('data.') ? null : before, path.startsWith('data.') ? null : defaults, path);
    }
  });

  it('begin with those of training, all of which are live but what its numbers are and the loss, and no other is', () => {
    const training = hyperparameters().filter(({ path }) => path.startsWith('training.'));
    assert.deepEqual(hyperparameters().slice(0, training.length), training);
    for (const { path, live } of hyperparameters())
      assert.equal(live, path.startsWith('training.') && !/precision|reproducible|loss/.test(path), path);
  });
});
