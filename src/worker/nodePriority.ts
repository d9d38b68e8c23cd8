/**
 * Gives way to the editor: a training takes all the time there is, and whoever clicks, scrolls or draws meanwhile shall not wait for
 * its slices. While nobody else has anything to do, a low priority costs nothing.
 */
import { getPriority, setPriority } from 'node:os';

/** A third of the usual share where two want the same core; a larger number is less. */
const low = 5;

/**
 * From now on this thread, and those that it starts. Only Linux knows priorities of threads; elsewhere the whole
 * extension host would have it.
 */
export function giveWayAsThread(): void {
  if (process.platform === 'linux') giveWay();
}

/** From now on this process, which is ours alone. */
export function giveWay(): void {
  try {
    // 0 is who calls; in Linux that is a thread.
    if (getPriority(0) < low) setPriority(0, low);
  } catch {
    // Not allowed here: then it trains as before.
  }
}
