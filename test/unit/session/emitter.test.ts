import assert from 'node:assert/strict';
import { Emitter } from '../../../src/session/emitter.ts';

describe('Emitter', () => {
  it('calls its listeners in order until they are disposed', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => heard.push(`a${value}`));
    emitter.event((value) => heard.push(`b${value}`));
    emitter.fire(1);
    first.dispose();
    first.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, ['a1', 'b1', 'b2']);
    assert.equal(emitter.size, 1);
  });

  it('counts two subscriptions of one function as two', () => {
    const emitter = new Emitter<void>();
    let heard = 0;
    const listener = (): void => void heard++;
    emitter.event(listener);
    emitter.event(listener).dispose();
    emitter.fire();
    assert.equal(heard, 1);
  });

  it('is not confused by a listener that subscribes or ends others', () => {
    const emitter = new Emitter<void>();
    let late = 0;
    emitter.event(() => void emitter.event(() => late++));
    emitter.fire();
    assert.equal(late, 0);
    emitter.fire();
    assert.equal(late, 1);
    emitter.dispose();
    emitter.fire();
    assert.equal(late, 1);
  });
});
