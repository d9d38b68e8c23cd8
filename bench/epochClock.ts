/** The speed of a training as the window's status bar tells it, which needs no panel: epochs and when they were reached. */
import type { Page } from 'playwright-core';

/** Epochs a second in the next `milliseconds`, by the first and the last change of the text. */
export function epochsPerSecond(window: Page, milliseconds: number): Promise<number> {
  return window.evaluate(async (duration) => {
    const read = () =>
      Number(/NN.*?(\d+)\/\d+/.exec(document.querySelector('.part.statusbar')?.textContent ?? '')?.[1]);
    const bar = document.querySelector('.part.statusbar');
    if (!bar) throw new Error('The window has no status bar.');
    const seen: { epoch: number; at: number }[] = [];
    const observer = new MutationObserver(() => {
      const epoch = read();
      if (epoch !== seen.at(-1)?.epoch) seen.push({ epoch, at: performance.now() });
    });
    observer.observe(bar, { subtree: true, childList: true, characterData: true });
    await new Promise((done) => setTimeout(done, duration));
    observer.disconnect();
    const [first] = seen;
    const last = seen.at(-1);
    if (!first || !last || last.epoch <= first.epoch) throw new Error('The status bar told of no epoch.');
    return (1000 * (last.epoch - first.epoch)) / (last.at - first.at);
  }, milliseconds);
}
