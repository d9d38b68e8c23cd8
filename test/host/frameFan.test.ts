/** Several views on one stream of frames: a buffer goes back when the last of them has drawn it. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { FrameBroadcaster, type FrameSource } from '../../src/host/runs/frameBroadcaster.ts';
import type { Frame } from '../../src/protocol/frame.ts';

/** A session that notes what is asked of it. */
class Source implements FrameSource {
  readonly acknowledged: number[] = [];
  readonly watched: boolean[] = [];
  #listener: (frame: Frame) => void = () => undefined;

  readonly onFrame = (listener: (frame: Frame) => void) => {
    this.#listener = listener;
    return {
      dispose: () => {
        this.#listener = () => undefined;
      },
    };
  };

  acknowledge(frame: number): void {
    this.acknowledged.push(frame);
  }

  watch(visible: boolean): void {
    this.watched.push(visible);
  }

  send(frame: number): void {
    this.#listener({
      runId: 'run',
      build: 1,
      frame,
      step: frame,
      live: true,
      sections: [],
      numbers: new Float32Array(0),
    });
  }
}

function viewer() {
  const shown: number[] = [];
  return { shown, showFrame: ({ frame }: Frame) => void shown.push(frame) };
}

describe('FrameFan', () => {
  let source: Source;
  let fan: FrameBroadcaster;

  beforeEach(() => {
    source = new Source();
    fan = new FrameBroadcaster(source);
  });

  it('asks for frames while there is a viewer, and for one at once for each that comes', () => {
    const [panel, side] = [viewer(), viewer()];
    fan.add(panel);
    fan.add(side);
    fan.remove(panel);
    assert.deepEqual(source.watched, [true, true]);
    fan.remove(side);
    assert.deepEqual(source.watched, [true, true, false]);
  });

  it('gives a frame back when every viewer has drawn it', () => {
    const [panel, side] = [viewer(), viewer()];
    fan.add(panel);
    fan.add(side);
    source.send(1);
    fan.drawn(panel, 1);
    assert.deepEqual(source.acknowledged, []);
    fan.drawn(side, 1);
    assert.deepEqual(source.acknowledged, [1]);
    assert.deepEqual([panel.shown, side.shown], [[1], [1]]);
  });

  it('takes a drawn frame for those before it, which a slow viewer skipped', () => {
    const panel = viewer();
    fan.add(panel);
    source.send(1);
    source.send(2);
    fan.drawn(panel, 2);
    assert.deepEqual(source.acknowledged, [2]);
    fan.drawn(panel, 1);
    assert.deepEqual(source.acknowledged, [2]);
  });

  it('does not wait for a viewer that is gone', () => {
    const [panel, side] = [viewer(), viewer()];
    fan.add(panel);
    fan.add(side);
    source.send(1);
    fan.drawn(side, 1);
    fan.remove(panel);
    assert.deepEqual(source.acknowledged, [1]);
  });

  it('gives back at once what nobody looks at', () => {
    source.send(7);
    assert.deepEqual(source.acknowledged, [7]);
  });

  it('ignores who acknowledges a frame that was never sent', () => {
    const panel = viewer();
    fan.add(panel);
    fan.drawn(panel, 99);
    fan.drawn(viewer(), 1);
    assert.deepEqual(source.acknowledged, []);
  });
});
