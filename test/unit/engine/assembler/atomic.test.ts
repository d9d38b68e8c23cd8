import assert from 'node:assert/strict';
import { atomic } from '../../../../src/engine/assembler/atomic.ts';
import type { FunctionBuilder } from '../../../../src/engine/assembler/functionBuilder.ts';
import { ModuleBuilder } from '../../../../src/engine/assembler/moduleBuilder.ts';
import { at, i32, type ValueType } from '../../../../src/engine/assembler/value.ts';
import { instantiate } from '../../../../src/engine/assembler/instance.ts';
import { nodeThreads } from '../../../../src/platform/node/nodeThreads.ts';

const address = at(i32.const(64), 4);
const index = 17;

function built(functions: Readonly<Record<string, (module: ModuleBuilder) => FunctionBuilder>>) {
  const module = new ModuleBuilder();
  for (const [name, build] of Object.entries(functions)) module.export(name, build(module));
  const instance = instantiate(module.bytes(1, true), 1, true);
  return { ...instance, words: new Int32Array(instance.memory) };
}

const taking = (parameters: readonly ValueType[], write: (f: FunctionBuilder) => void) => (module: ModuleBuilder) =>
  module.function(parameters, 'i32', write);

describe('atomic instructions', () => {
  it('load, store and add as Atomics do; add tells the number before', () => {
    const { words, functions } = built({
      add: taking(['i32'], (f) => f.return(atomic.add(address, f.parameter(0, 'i32')))),
      swap: taking(['i32'], (f) => {
        const before = f.let(atomic.load(address));
        f.storeAtomic(address, f.parameter(0, 'i32'));
        f.return(before);
      }),
    });
    assert.equal(functions.add?.(5), 0);
    assert.equal(functions.add?.(-7), 5);
    assert.equal(Atomics.load(words, index), -2);
    assert.equal(functions.swap?.(40), -2);
    assert.equal(Atomics.load(words, index), 40);
  });

  it('wait comes back at once from another number, and in the end from the expected one', () => {
    const { functions } = built({
      wait: taking(['i32', 'i32'], (f) => f.return(atomic.wait(address, f.parameter(0, 'i32'), f.parameter(1, 'i32')))),
      notify: taking([], (f) => f.return(atomic.notify(address, i32.const(-1)))),
    });
    assert.equal(functions.wait?.(1, -1), 1);
    assert.equal(functions.wait?.(0, 1000), 2);
    assert.equal(functions.notify?.(), 0);
  });

  it('notify wakes the thread that sleeps', () => {
    const { program, functions, words } = built({
      help: taking(['i32'], (f) => {
        const woken = f.let(atomic.wait(address, i32.const(0), i32.const(-1)));
        f.storeAtomic(at(i32.const(0)), i32.add(f.parameter(0, 'i32'), woken));
        f.let(atomic.notify(at(i32.const(0)), i32.const(1)));
        f.return(i32.const(0));
      }),
      notify: taking([], (f) => f.return(atomic.notify(address, i32.const(-1)))),
    });
    const helper = nodeThreads.start(program, 3);
    while (functions.notify?.() === 0) Atomics.wait(words, 0, 0, 1);
    if (Atomics.load(words, 0) === 0) Atomics.wait(words, 0, 0);
    assert.equal(Atomics.load(words, 0), 3);
    helper.end();
  });
});
