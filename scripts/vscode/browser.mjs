/** A headless Chromium with one page, the window of a VS Code that runs as a server. */
import { chromium } from 'playwright-core';
import { ensureChromium } from '../setup/chromium.mjs';

const quietFlags = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** Chromium's sandbox cannot be had by root, in containers above all. */
const flags = ['--no-sandbox', '--disable-gpu', ...quietFlags];

/** @returns {Promise<{browser: import('playwright-core').Browser, page: import('playwright-core').Page}>} */
export async function openBrowser({ width = 1400, height = 900 } = {}) {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    headless: true,
    args: flags,
    timeout: 120_000,
  });
  const context = await browser.newContext({ viewport: { width, height }, locale: 'en-US' });
  return { browser, page: await context.newPage() };
}
