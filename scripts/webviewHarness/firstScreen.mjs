/**
 * What the first screen promises at a size, looked at in the page as it stands: the curve is in sight, tabs have their
 * names, no text is cut, and nothing moves while a run trains, pauses, ends and is told about.
 *
 * `post` sends the page a message as the host does; `problems.push` takes a sentence for each promise that does not hold.
 */

/** What the run says one after the other, each in another state, so that it is drawn at once; each must leave everything at its place. */
const changes = [
  { state: 'paused', message: '', notice: '', stepsPerSecond: 0 },
  { state: 'running', message: '', notice: 'table.csv changed on disk; train again to use it.' },
  {
    state: 'finished',
    message: 'Finished after 500 epochs.',
    verdict: [{ code: 'bestWasEarlier', severity: 'warning', values: { epoch: 90, cost: 0.2101, end: 0.4422 } }],
  },
  { state: 'running', notice: '', slowed: true, stepsPerSecond: 1_234_567, pending: { learningRate: 0.123456 } },
  { state: 'stopped', message: '', verdict: [], weightsOf: 90 },
  { state: 'ready', message: '', verdict: [], weightsOf: null },
];

/** Until the page has drawn what it was sent. */
function twoFrames(page) {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))),
  );
}

/** Where everything is that must not move, and how high the page is. */
function places(page) {
  return page.evaluate(() => {
    const top = (selector) => Math.round(document.querySelector(selector)?.getBoundingClientRect().top ?? -1);
    const parts = [
      '.state-line',
      '.strip',
      '.rate',
      '.factor',
      '.tab-bar',
      '.time-bar',
      '.banner.next',
      '.view-network',
      '.view-curves',
      '.view-unit',
    ];
    return {
      ...Object.fromEntries(parts.map((selector) => [selector, top(selector)])),
      page: document.documentElement.scrollHeight,
    };
  });
}

/** Where everything is once it stays there: the parts of the overview are drawn one after the other. */
async function placesAtRest(page) {
  let last = '';
  for (let looks = 0, same = 0; looks < 300; looks++) {
    const now = await places(page);
    same = JSON.stringify(now) === last ? same + 1 : 0;
    if (same === 4) return now;
    last = JSON.stringify(now);
    await page.waitForTimeout(100);
  }
  throw new Error(`The page does not come to rest: ${last}`);
}

/** The rectangle of what is seen of an element inside the window, as one sees it without scrolling. */
function seen(page, selector) {
  return page.evaluate((wanted) => {
    const element = [...document.querySelectorAll(wanted)].find(({ offsetHeight }) => offsetHeight > 0);
    if (!element) return { height: 0, bottom: Number.POSITIVE_INFINITY };
    const { top, bottom } = element.getBoundingClientRect();
    return { height: Math.min(bottom, innerHeight) - Math.max(0, top), bottom };
  }, selector);
}

async function checkStanding(page, name, problems) {
  const { page: before, ...first } = await placesAtRest(page);
  for (const change of changes) {
    await page.evaluate(
      (said) => window.postMessage({ type: 'status', status: { ...window.lastStatus, ...said } }, '*'),
      change,
    );
    await page.waitForFunction((state) => document.querySelector('#app')?.dataset.state === state, change.state);
    await twoFrames(page);
    const { page: height, ...now } = await places(page);
    for (const [selector, place] of Object.entries(now))
      if (place !== first[selector])
        problems.push(`${name}: ${selector} moved from ${first[selector]} to ${place} when ${JSON.stringify(change)}`);
    if (height !== before)
      problems.push(`${name}: the page is ${height} high, was ${before}, when ${JSON.stringify(change)}`);
  }
}

async function checkNames(page, name, problems) {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('[role="tab"]')]
      .filter((tab) => {
        const title = tab.querySelector('.tab-title');
        return !title || title.offsetWidth < 10 || title.scrollWidth > title.offsetWidth + 1;
      })
      .map(({ id }) => id),
  );
  if (cut.length > 0) problems.push(`${name}: tabs without their names: ${cut.join()}`);
}

/** @param {{ width: number, height: number }} size */
export async function checkFirstScreen(page, name, problems, { width, height }) {
  await page.locator('#layer-series').waitFor();
  await page.locator('.view-heatmap .section-head').waitFor();
  await placesAtRest(page);
  const curve = await seen(page, '.small-curve, .chart-cost');
  if (curve.height < 40) problems.push(`${name}: the curve is not in sight (${curve.height} px of it)`);
  await checkNames(page, name, problems);
  if (width >= 520 && height >= 800) {
    for (const part of ['.network-scene', '.offers']) {
      const { bottom } = await seen(page, part);
      if (bottom > height) problems.push(`${name}: ${part} ends at ${bottom}, below the first screen`);
    }
  }
  await checkStanding(page, name, problems);
}
