import assert from 'node:assert/strict';
import { Tempo } from '../../../../src/run/loop/tempo.ts';

/** Trains as fast as `speed` steps a millisecond allow, in slices of 8 ms and sleeps of 16 ms; returns the milliseconds it took. */
function duration(tempo: Tempo, total: number, speed: number): number {
  let now = 0;
  for (let step = 0; step < total; ) {
    const allowed = tempo.allowed(total, now);
    const steps = Math.min(allowed, total - step, Math.max(1, Math.floor(8 * speed)));
    tempo.spend(steps, allowed);
    step += steps;
    now += steps / speed + (tempo.isSlowing ? 16 : 0);
  }
  return now;
}

describe('Tempo', () => {
  it('allows everything until it is told to hold back', () => {
    const tempo = new Tempo();
    assert.equal(tempo.allowed(100, 0), Number.POSITIVE_INFINITY);
    tempo.spend(1000, Number.POSITIVE_INFINITY);
    assert.equal(tempo.isSlowing, false);
  });

  for (const total of [50, 800, 8000, 1_000_000]) {
    it(`stretches a short training of ${total} steps to about the time that was asked for`, () => {
      const tempo = new Tempo();
      tempo.hold(10, 0);
      const took = duration(tempo, total, 1000);
      assert.ok(took > 9500 && took < 10_500, `${took} ms`);
    });
  }

  it('does not touch a training that takes longer by itself', () => {
    const tempo = new Tempo();
    tempo.hold(1, 0);
    const took = duration(tempo, 1000, 0.1);
    assert.ok(took >= 10_000 && took < 10_050, `${took} ms`);
    assert.equal(tempo.isSlowing, false);
  });

  it('lets a training go when it is told so', () => {
    const tempo = new Tempo();
    tempo.hold(10, 0);
    tempo.spend(1, tempo.allowed(100, 0));
    assert.equal(tempo.isSlowing, true);
    tempo.hold(0, 1);
    assert.equal(tempo.isSlowing, false);
    assert.equal(tempo.allowed(100, 1), Number.POSITIVE_INFINITY);
  });

  it('does not catch up after a pause', () => {
    const tempo = new Tempo();
    tempo.hold(10, 0);
    assert.equal(tempo.allowed(10_000, 60_000), 100);
  });
});
