/** Types of browser.mjs for the tests and benches. */
import type { Browser, Page } from 'playwright-core';

export function openBrowser(size?: {
  readonly width?: number;
  readonly height?: number;
}): Promise<{ browser: Browser; page: Page }>;
