/** A drawing that goes wrong must not spoil the ones after it. */
import assert from 'node:assert/strict';
import { clipped } from '../../../../webview/network/drawNetwork.ts';

describe('webview/network/drawNetwork', () => {
  it('clipped(context, box, draw) takes its clip back when drawing throws', () => {
    const calls: string[] = [];
    const note = (name: string) => () => void calls.push(name);
    const context = Object.fromEntries(
      ['save', 'beginPath', 'roundRect', 'clip', 'restore'].map((name) => [name, note(name)]),
    ) as unknown as CanvasRenderingContext2D;
    const fail = (): void => {
      throw new RangeError('no picture');
    };
    assert.throws(() => clipped(context, { x: 0, y: 0, width: 10, height: 10 }, fail), RangeError);
    assert.deepEqual(calls, ['save', 'beginPath', 'roundRect', 'clip', 'restore']);
  });
});
