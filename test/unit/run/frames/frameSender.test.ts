/** When a frame is made: what was left for a command waits until what was asked for is answered. */
import assert from 'node:assert/strict';
import type { PiecesOf } from '../../../../src/core/network/pieces.ts';
import type { Frame } from '../../../../src/protocol/frame.ts';
import { FrameSender } from '../../../../src/run/frames/frameSender.ts';
import type { RunPlatform } from '../../../../src/run/platform.ts';

/** Frames of 200 ms on a platform whose clock goes on while one is made. */
function sending() {
  const state = { now: 0, hasCommand: false, begun: 0, sent: 0 };
  const late: (() => void)[] = [];
  const platform: RunPlatform = {
    now: () => state.now,
    hasCommand: () => state.hasCommand,
    defer: (callback) => void late.push(callback),
    later: (callback) => void late.push(callback),
    post: () => void state.sent++,
  };
  const make = function* (): PiecesOf<Frame> {
    state.begun++;
    for (let piece = 0; piece < 10; piece++) {
      state.now += 20;
      yield;
    }
    return {} as Frame;
  };
  return { state, sender: new FrameSender(platform, 1, make), wait: () => late.splice(0).forEach((call) => call()) };
}

describe('FrameSender', () => {
  it('a frame that was left for a command is not taken for a quick one: the next is made when there is time', () => {
    const { state, sender, wait } = sending();
    state.hasCommand = true;
    sender.watch(true);
    assert.deepEqual([state.begun, state.sent], [1, 0]);
    sender.changed();
    assert.deepEqual([state.begun, state.sent], [1, 0]);
    state.hasCommand = false;
    wait();
    assert.deepEqual([state.begun, state.sent], [2, 1]);
  });

  it('owes the frame of the last change once, however often it was asked for', () => {
    const { state, sender, wait } = sending();
    sender.watch(true);
    assert.equal(state.sent, 1);
    sender.changed();
    sender.changed();
    assert.equal(state.sent, 1);
    wait();
    assert.equal(state.sent, 2);
    wait();
    assert.equal(state.sent, 2);
  });

  it('makes none while two are away, and none for nobody', () => {
    const { state, sender, wait } = sending();
    sender.changed();
    wait();
    assert.equal(state.begun, 0);
    sender.watch(true);
    for (let change = 0; change < 5; change++) {
      sender.changed();
      wait();
    }
    assert.equal(state.sent, 2);
    sender.credit(false);
    assert.equal(state.sent, 3);
    sender.watch(false);
    sender.credit(false);
    sender.credit(false);
    assert.equal(state.sent, 3);
  });
});
