/**
 * Shows the web views outside the editor, with frames of real trainings, and takes pictures of them:
 *
 *   node scripts/webviewHarness.mjs [--scenes flower,iris] [--themes dark,light] [--widths 400,700,1180x760] [--axe [--quick [--every-theme]]] [--first-screen] [--timing] [--language ko] [--out test-output/webview] [--scale 2]
 *
 * --quick takes no pictures, and in one more theme than the first (the scenes take them in turn; with --every-theme in all) looks for colours only: a test runs it so. Prints content-security violations and errors of the pages, and with --axe what axe-core finds and hyphens that stand for a minus, with --first-screen what of its promises does not hold; exits 1 when there were any.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import { checkFirstScreen } from './webviewHarness/firstScreen.mjs';
import { checkMinusSigns } from './webviewHarness/minusSigns.mjs';
import { scenes } from './webviewHarness/scenes.mjs';
import { themes } from './webviewHarness/themes.mjs';
import { work } from './webviewHarness/work.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const { values: options } = parseArgs({
  options: {
    scenes: { type: 'string', default: Object.keys(scenes).join() },
    themes: { type: 'string', default: Object.keys(themes).join() },
    widths: { type: 'string', default: '400,700,1180' },
    axe: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    'every-theme': { type: 'boolean', default: false },
    'first-screen': { type: 'boolean', default: false },
    timing: { type: 'boolean', default: false },
    language: { type: 'string', default: 'en' },
    out: { type: 'string', default: 'test-output/webview' },
    scale: { type: 'string', default: '2' },
  },
});
const out = join(root, options.out);
/** Milliseconds for a page to draw what it was sent. */
const pause = options.quick ? 120 : 350;

async function build() {
  const common = { absWorkingDir: root, bundle: true, logLevel: 'warning' };
  const entryPoints = ['panel', 'side'].flatMap((name) => [`webview/${name}.ts`, `webview/${name}.css`]);
  await esbuild.build({
    ...common,
    entryPoints,
    outdir: work,
    format: 'iife',
    target: 'es2022',
    external: ['./codicon.ttf*'],
  });
  const recording = join(work, 'recording.cjs');
  await esbuild.build({
    ...common,
    entryPoints: ['scripts/webviewHarness/recording.ts'],
    outfile: recording,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
  });
  return require(recording);
}

function pageText(view, { className, variables }) {
  const policy =
    "default-src 'none'; script-src 'nonce-harness'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
  const style = Object.entries(variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join(' ');
  // As `host/views/html.ts` has it.
  const file = view === 'side' ? view : 'panel';
  return {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
    style,
    body: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${view}</title><link rel="stylesheet" href="theme.css">
<link rel="stylesheet" href="${file}.css"></head><body data-view="${view}" class="${className}"><div id="app"></div>
<script type="module" nonce="harness" src="${file}.js"></script></body></html>`,
  };
}

const types = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

function fileOf(name) {
  const icons = dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
  return readFileSync(join(name.startsWith('codicon') ? icons : work, name));
}

/** Opens a view as VS Code would: with the theme's variables, its API injected, messages posted to the window. */
async function openView(browser, { view, theme, width, height }, problems, recording) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: Number(options.scale) });
  page.setDefaultTimeout(60_000);
  const text = pageText(view, theme);
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ headers: text.headers, body: text.body });
    if (name === 'theme.css') return route.fulfill({ body: `:root { ${text.style} }`, contentType: types.css });
    if (name === 'favicon.ico') return route.fulfill({ status: 204 });
    return route.fulfill({
      body: fileOf(name),
      contentType: types[name.split('.').pop()] ?? 'application/octet-stream',
    });
  });
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  await page.exposeFunction('toHost', async (message) => {
    if (message.type === 'error') problems.push(`view error: ${message.message}`);
    if (message.type === 'query') await post(page, await answer(message, recording));
    await answerBeside(page, message, recording);
    if (message.query?.kind === 'setWeight' || message.query?.kind === 'undoWeight') await showAgain(page, recording);
  });
  await playEditor(page);
  await page.goto('http://views.test/');
  return page;
}

/** What the page finds in its window: the editor's API, and ears for tests. */
async function playEditor(page) {
  await page.addInitScript(() => {
    window.drawTimes = [];
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        const before = performance.now();
        callback(now);
        window.drawTimes.push(performance.now() - before);
      });
    // For checks that say something else of the same run.
    window.addEventListener('message', ({ data }) => {
      if (data?.status) window.lastStatus = data.status;
    });
    window.posted = [];
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => {
        window.posted.push(message);
        window.toHost(message);
      },
      getState: () => undefined,
      setState: () => undefined,
    });
  });
}

/** After a change that the page asked for. */
async function showAgain(page, recording) {
  const moment = await recording.look();
  if (!moment) return;
  await post(page, { type: 'status', status: moment.status });
  await post(page, { type: 'frame', frame: moment.frame });
}

/** What the host says of columns, models and predictions when the page asks. */
async function answerBeside(page, message, recording) {
  if (message.type === 'columns') {
    const columns = await recording.columns(message.from, message.count);
    await post(page, { type: 'columns', columns, problem: '' });
  }
  const answer = await recording?.models.answer(message);
  if (answer) await post(page, answer);
}

/** What the host answers to a question: the worker's own answer, or its refusal. */
async function answer({ id, query }, recording) {
  try {
    return { type: 'answer', id, ok: true, answer: await recording.answer(query) };
  } catch (error) {
    return { type: 'answer', id, ok: false, reason: 'refused', message: error.message };
  }
}

/** Typed arrays go as text, with their kind: the way into the page is JSON, which has neither them nor NaN. */
async function post(page, message) {
  const text = JSON.stringify(message, (_, value) =>
    ArrayBuffer.isView(value) ? { kind: value.constructor.name, numbers: Array.from(value, String) } : value,
  );
  await page.evaluate((sent) => {
    const whole = JSON.parse(sent, (_, value) =>
      value?.numbers && value.kind ? window[value.kind].from(value.numbers, Number) : value,
    );
    window.postMessage(whole, '*');
  }, text);
}

/** The time bar at an earlier moment, beside the curve of the whole run; the numbers are still the last ones. */
async function showPast(page, { frame }, last, status) {
  await post(page, { type: 'status', status: { ...status, recording: { ...status.recording, cursor: frame.step } } });
  const past = { ...last.frame, frame: last.frame.frame + 1, step: frame.step, live: false };
  await post(page, { type: 'frame', frame: past });
}

/** Until what was sent is drawn, and nothing that comes to an end is still on its way there: a colour that fades in would be read as it is now. */
async function settle(page) {
  await page.waitForTimeout(pause);
  await page.evaluate(async () => {
    for (let drawings = 0; drawings < 2; drawings++) await new Promise(requestAnimationFrame);
    const ends = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ends.map(({ finished }) => finished));
  });
}

async function show(page, scene, recording, recorder) {
  if (options.language !== 'en') {
    const texts = JSON.parse(readFileSync(join(root, `l10n/bundle.l10n.${options.language}.json`), 'utf8'));
    await post(page, { type: 'texts', texts });
  }
  if (recording) {
    const last = recording.moments.at(-1);
    const status = { ...last.status, ...(scene.status ?? {}) };
    await post(page, {
      type: 'run',
      run: scene.withoutRun ? null : recording.run,
      status: scene.looks ? null : status,
    });
    if (scene.looks) await post(page, { type: 'lookAtColumns' });
    for (const message of (await scene.messages?.(recording)) ?? []) await post(page, message);
    for (const { frame } of scene.withoutRun ? [] : recording.moments) await post(page, { type: 'frame', frame });
    if (scene.past !== undefined) await showPast(page, recording.moments[scene.past], last, status);
  } else {
    await post(page, { type: 'run', run: null, status: null });
    for (const message of (await scene.alone?.(root, recorder)) ?? []) await post(page, message);
  }
  await settle(page);
  if (scene.act) await scene.act(page);
  await settle(page);
}

/** Milliseconds of script in the animation frame, while frames come as fast as the page draws them. */
async function measure(page, recording, name) {
  const { frame } = recording.moments.at(-1);
  await page.evaluate(() => window.drawTimes.splice(0));
  for (let count = 0; count < 80; count++) {
    await post(page, { type: 'frame', frame: { ...frame, frame: frame.frame + count + 1 } });
    await page.waitForTimeout(25);
  }
  const times = await page.evaluate(() => window.drawTimes.sort((a, b) => a - b));
  const at = (share) => times[Math.floor(share * (times.length - 1))]?.toFixed(1);
  console.log(`${name}: ${times.length} draws, median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
}

/** The page in another theme, as VS Code changes it: the root's variables and the body's class. */
async function turnTo(page, { className, variables }) {
  await page.evaluate(
    ([classes, values]) => {
      for (const [name, value] of Object.entries(values))
        document.documentElement.style.setProperty(`--vscode-${name}`, value);
      document.body.className = classes;
    },
    [className, variables],
  );
  await settle(page);
}

/** @param rules those of axe-core to look for; all when absent */
async function checkAccessibility(page, name, problems, rules) {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(
    async (only) => (await globalThis.axe.run(only ? { runOnly: only } : {})).violations,
    rules,
  );
  for (const { id, nodes } of found) {
    for (const { html, failureSummary } of nodes.slice(0, 4))
      problems.push(`${name}: ${id}: ${html.slice(0, 160)}\n    ${failureSummary.split('\n').slice(1).join(' ')}`);
  }
}

/** Of the other themes the scene's own: each has its share of the scenes. */
function inTurn(others, name) {
  return others.length > 0 ? [others[Object.keys(scenes).indexOf(name) % others.length]] : [];
}

/** A scene in one page that is turned through the themes. */
async function visit(browser, name, [width, height = scenes[name].height ?? 760], recording, problems, recorder) {
  const scene = scenes[name];
  const [first, ...others] = options.themes.split(',');
  const view = { view: scene.view ?? 'panel', theme: themes[first], width, height };
  const page = await openView(browser, view, problems, recording);
  await show(page, scene, recording, recorder);
  if (options.timing && recording) await measure(page, recording, `${name} ${first} ${width}`);
  for (const theme of [first, ...(options.quick && !options['every-theme'] ? inTurn(others, name) : others)]) {
    if (theme !== first) await turnTo(page, themes[theme]);
    const rules = options.quick && theme !== first ? ['color-contrast'] : undefined;
    if (options['first-screen'] && theme === first)
      await checkFirstScreen(page, `${name} ${width}×${height}`, problems, { width, height });
    if (options.axe && theme === first) await checkMinusSigns(page, `${name} ${width}`, problems);
    if (options.axe) await checkAccessibility(page, `${name} ${theme} ${width}`, problems, rules);
    // What is scrolled would have its header in the middle of the picture.
    await page.evaluate(() => scrollTo(0, 0));
    if (!options.quick) await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`), fullPage: true });
  }
  await page.close();
}

/** A scene at each size that is asked for. */
async function visitSizes(browser, name, recorder, problems) {
  const scene = scenes[name];
  const record = async () => (scene.record ? recorder.record(await scene.record(root, recorder)) : null);
  const recording = await record();
  const sizes = (scene.view === 'side' ? '250' : options.widths).split(',').map((size) => size.split('x').map(Number));
  for (const size of sizes)
    await visit(browser, name, size, scene.changes ? await record() : recording, problems, recorder);
}

async function main() {
  const found = new Set();
  mkdirSync(out, { recursive: true });
  const recorder = await build();
  const problems = {
    push: (text) => {
      if (!found.has(text)) console.error(text);
      found.add(text);
    },
  };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  const names = options.scenes.split(',');
  for (const name of names)
    if (!scenes[name]) throw new Error(`No scene "${name}"; there are ${Object.keys(scenes).join(', ')}.`);
  const left = [...names];
  const lookThrough = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      await visitSizes(browser, name, recorder, problems);
  };
  // Each page has a process of its own; drawing times are measured one by one.
  await Promise.all(Array.from({ length: options.timing ? 1 : 2 }, lookThrough));
  await browser.close();
  rmSync(work, { recursive: true });
  process.exitCode = found.size > 0 ? 1 : 0;
}

await main();
