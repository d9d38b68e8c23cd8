/** Measures inside a page how long its animation frames work, how many frames of the run it draws, and its long tasks. */
import type { Frame } from 'playwright-core';

export interface PageMeasures {
  /** Milliseconds of work of each animation frame that drew something, in their order. */
  readonly draws: readonly number[];
  /** Milliseconds of each task above 50 ms. */
  readonly longTasks: readonly number[];
  /** Frames of the run that were drawn. */
  readonly frames: number;
  readonly milliseconds: number;
}

interface Meter {
  draws: number[];
  longTasks: number[];
  first: number;
  since: number;
}

type MeteredWindow = Window & { neuralNetworkMeter?: Meter };

/** From now on; counts anew when it is called again. */
export async function beginMetering(page: Frame): Promise<void> {
  await page.evaluate(() => {
    const owner = window as MeteredWindow;
    const frame = () => Number(document.querySelector<HTMLElement>('#app')?.dataset['frame']);
    const fresh = (): Meter => ({ draws: [], longTasks: [], first: frame(), since: performance.now() });
    const metered = owner.neuralNetworkMeter !== undefined;
    owner.neuralNetworkMeter = fresh();
    if (metered) return;
    const original = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      original((time) => {
        const before = performance.now();
        callback(time);
        owner.neuralNetworkMeter?.draws.push(performance.now() - before);
      });
    const observer = new PerformanceObserver((list) => {
      // Tasks of the editor's own frames in the same process are not ours.
      for (const { name, duration } of list.getEntries())
        if (name === 'self') owner.neuralNetworkMeter?.longTasks.push(duration);
    });
    observer.observe({ type: 'longtask' });
  });
}

export function readMeter(page: Frame): Promise<PageMeasures> {
  return page.evaluate(() => {
    const meter = (window as MeteredWindow).neuralNetworkMeter;
    if (!meter) throw new Error('The page is not metered.');
    const { draws, longTasks, first, since } = meter;
    const frames = Number(document.querySelector<HTMLElement>('#app')?.dataset['frame']) - first;
    return { draws, longTasks, frames, milliseconds: performance.now() - since };
  });
}
