import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hyperparameters } from '../../../src/config/schema/hyperparameters.ts';
import { isAllowedSetting } from '../../../src/config/schema/settingRules.ts';
import { validateFromView } from '../../../src/protocol/validate.ts';
import { type FromView, viewCommands } from '../../../src/protocol/viewMessages.ts';

const accepts = (message: unknown): FromView | null => validateFromView(message, isAllowedSetting);

describe('validateFromView(message, isAllowed)', () => {
  it('passes every kind of message a view sends', () => {
    const messages: FromView[] = [
      { type: 'ready' },
      { type: 'ack', runId: 'run-1', frame: 12 },
      ...viewCommands.map((command): FromView => ({ type: 'command', command })),
      { type: 'set', path: 'training.learningRate', value: 0.3 },
      { type: 'set', path: 'training.optimizer', value: 'adam' },
      { type: 'set', path: 'training.batchSize', value: 'full' },
      { type: 'set', path: 'training.batchSize', value: 16 },
      { type: 'columns', from: 20, count: 80 },
      { type: 'column', name: 'a.b', change: { type: 'category' } },
      { type: 'column', name: 'a', change: { type: null } },
      { type: 'column', name: '', change: { role: 'out' } },
      { type: 'reveal', line: 7 },
      { type: 'compare', id: 'file:///a/b.nnconfig' },
      { type: 'compare', id: null },
      { type: 'showCompared', index: 3 },
      { type: 'openMember', place: 3 },
      { type: 'sweep', command: 'pause' },
      { type: 'save', name: 'iris-curves', format: 'csv', content: 'step,cost' },
      { type: 'error', message: 'oh' },
    ];
    for (const message of messages) assert.deepEqual(accepts(structuredClone(message)), message);
  });

  it('takes over known fields only', () => {
    assert.deepEqual(accepts({ type: 'ready', command: 'stop', extra: {} }), { type: 'ready' });
    assert.deepEqual(accepts({ type: 'reveal', line: 3, uri: 'file:///etc/passwd' }), { type: 'reveal', line: 3 });
  });

  it('refuses files with another format, or with a name that leads elsewhere', () => {
    for (const name of ['', '../curves', 'a/b', 'a\\b', 'C:curves', '.hidden', 7])
      assert.equal(accepts({ type: 'save', name, format: 'csv', content: 'x' }), null);
    for (const id of ['', 7, undefined, 'x'.repeat(3000)]) assert.equal(accepts({ type: 'compare', id }), null);
    for (const format of ['exe', '', null, 'toString'])
      assert.equal(accepts({ type: 'save', name: 'curves', format, content: 'x' }), null);
    assert.equal(accepts({ type: 'save', name: 'curves', format: 'csv', content: 7 }), null);
  });

  it('refuses members that there cannot be, and what a sweep does not do', () => {
    for (const place of [-1, 0.5, '0', null]) assert.equal(accepts({ type: 'openMember', place }), null);
    for (const command of ['stop', 'toString', null, 0]) assert.equal(accepts({ type: 'sweep', command }), null);
  });

  it('refuses commands that are not on the list', () => {
    for (const command of [
      '',
      'workbench.action.quit',
      'neuralNetwork.start',
      'Start',
      'toString',
      '__proto__',
      1,
      null,
      ['start'],
    ]) {
      assert.equal(accepts({ type: 'command', command }), null);
    }
  });

  it('refuses hyperparameters that do not exist and values out of their range', () => {
    const refused: [string, unknown][] = [
      ['training.nothing', 1],
      ['data.file', '../../secret.csv'],
      ['__proto__.polluted', true],
      ['constructor.prototype', true],
      ['training.learningRate', 0],
      ['training.learningRate', -1],
      ['training.learningRate', 1e9],
      ['training.learningRate', Number.NaN],
      ['training.learningRate', Number.POSITIVE_INFINITY],
      ['training.learningRate', '0.1'],
      ['training.epochs', 1.5],
      ['training.batchSize', 0],
      ['training.batchSize', 'half'],
      ['training.optimizer', 'magic'],
      ['training.optimizer', ['adam']],
      ['training.momentum', 1],
    ];
    for (const [path, value] of refused)
      assert.equal(accepts({ type: 'set', path, value }), null, `${path} = ${String(value)}`);
  });

  it('takes an index of a layer that is written in the one usual way', () => {
    const set = (path: string): FromView | null => accepts({ type: 'set', path, value: 8 });
    assert.deepEqual(set('network.layers.0.units'), { type: 'set', path: 'network.layers.0.units', value: 8 });
    assert.deepEqual(set('network.layers.31.units'), { type: 'set', path: 'network.layers.31.units', value: 8 });
    for (const index of ['*', '', '-1', '01', '1e1', '100', ' 1', 'length', '__proto__'])
      assert.equal(set(`network.layers.${index}.units`), null, index);
    assert.equal(set('network.layers.0'), null);
    assert.equal(set('network.layers.0.units.more'), null);
  });

  it('refuses what is inherited, and objects that throw when they are looked at', () => {
    assert.equal(accepts(Object.create({ type: 'ready' })), null);
    assert.equal(
      accepts(Object.defineProperty({}, 'type', { enumerable: true, get: () => assert.fail('looked at') })),
      null,
    );
    const hostile = new Proxy({}, { getOwnPropertyDescriptor: () => assert.fail('looked at') });
    assert.equal(accepts(hostile), null);
  });

  it('cuts long texts and refuses long names', () => {
    const message = accepts({ type: 'error', message: 'x'.repeat(1_000_000) });
    assert.ok(message?.type === 'error' && message.message.length <= 2000);
    assert.equal(accepts({ type: 'ack', runId: 'x'.repeat(10_000), frame: 1 }), null);
    assert.equal(accepts({ type: 'set', path: `training.${'x'.repeat(10_000)}`, value: 1 }), null);
  });

  it('never throws, and what it lets through is a message of the protocol', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(...viewCommands, 'training.learningRate', 'training.batchSize', 'full', '__proto__'),
    );
    const value = fc.oneof(fc.anything(), text, fc.double(), fc.integer());
    const type = fc.oneof(fc.constantFrom('ready', 'ack', 'command', 'set', 'reveal', 'error'), fc.anything());
    const message = fc.record(
      { type, command: value, path: value, value, line: value, message: value, runId: value, frame: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(message, fc.anything()), (input) => {
        const result = accepts(input);
        if (result) assertWellFormed(result);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });
});

function assertWellFormed(message: FromView): void {
  switch (message.type) {
    case 'ready':
      return;
    case 'ack':
      assert.ok(typeof message.runId === 'string' && Number.isSafeInteger(message.frame) && message.frame >= 0);
      return;
    case 'command':
      assert.ok(viewCommands.includes(message.command));
      return;
    case 'set':
      assert.ok(hyperparameters().some((entry) => entry.path.split('.').length === message.path.split('.').length));
      assert.ok(typeof message.value !== 'number' || Number.isFinite(message.value));
      return;
    case 'reveal':
      assert.ok(Number.isSafeInteger(message.line) && message.line >= 1);
      return;
    case 'error':
      assert.equal(typeof message.message, 'string');
  }
}
