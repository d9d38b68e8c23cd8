/** One of the extension's own pages inside the workbench: what can be read and done in it. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { inTime, patience, poll } from './waiting.ts';

/** Time for a web view: VS Code in the browser lets the second of a window wait until it has looked for a newer service worker (ms). */
const webviewPatience = 300_000;

export class View {
  readonly #page: Page;
  readonly #name: string;
  readonly #title: string | undefined;
  /** VS Code's own name of the frame: its place among the others changes when one of them goes. */
  #webview = '';

  constructor(page: Page, name: string, title?: string) {
    this.#page = page;
    this.#name = name;
    this.#title = title;
  }

  /** Finds which of the visible web views is this one, and waits until it has something to show. */
  async ready(): Promise<this> {
    const find = async () => {
      const frames = await this.#page.locator('iframe.webview.ready').all();
      const names = await Promise.all(frames.map((frame) => frame.getAttribute('name', { timeout: 1000 })));
      const shown = await Promise.all(names.map((name) => name && inTime(this.#shows(name)).catch(() => false)));
      return names.find((_, index) => shown[index]) ?? '';
    };
    this.#webview = await poll(find, Boolean, `the view "${this.#title ?? this.#name}"`, 100, webviewPatience);
    return this;
  }

  async #shows(webview: string): Promise<boolean> {
    const frame = this.#frameOf(webview);
    if (!(await frame.locator(`body[data-view="${this.#name}"] #app[data-state]`).count())) return false;
    return this.#title === undefined || (await frame.getByText(this.#title, { exact: true }).count()) > 0;
  }

  #frameOf(webview: string): FrameLocator {
    return this.#page.locator(`iframe.webview.ready[name="${webview}"]`).contentFrame().frameLocator('#active-frame');
  }

  get frame(): FrameLocator {
    return this.#frameOf(this.#webview);
  }

  /** A picture of the view alone, but for its edge, over which the editor draws its own frame. */
  async screenshot(): Promise<Buffer> {
    const box = await this.#page.locator(`iframe.webview.ready[name="${this.#webview}"]`).boundingBox();
    if (!box) throw new Error(`The view "${this.#name}" is out of sight.`);
    const edge = 8;
    const clip = { x: box.x + edge, y: box.y + edge, width: box.width - 2 * edge, height: box.height - 2 * edge };
    return this.#page.screenshot({ clip });
  }

  find(selector: string): Locator {
    return this.frame.locator(selector);
  }

  async data(name: string): Promise<string> {
    return (await this.find('#app').getAttribute(`data-${name}`)) ?? '';
  }

  /** Updates done, as the state line has it. */
  async step(): Promise<number> {
    return Number(await this.data('step'));
  }

  waitForState(...states: string[]): Promise<void> {
    return this.find(states.map((state) => `#app[data-state="${state}"]`).join(', ')).waitFor({
      state: 'attached',
      timeout: patience,
    });
  }

  /** Waits until the frame of the step that is looked at is drawn, and with it all that the chosen tab asked the run for. */
  async untilUpToDate(): Promise<void> {
    await poll(
      () => inTime(this.find('#app').evaluate(isUpToDate)),
      Boolean,
      `whether the view "${this.#name}" is up to date`,
    );
  }

  /** Waits until a text of the view fulfils `condition` and returns it. */
  async waitForText(selector: string, condition: (text: string) => boolean): Promise<string> {
    return poll(
      () =>
        this.find(selector)
          .first()
          .textContent()
          .then((text) => text ?? ''),
      condition,
      `${selector} of the view "${this.#name}"`,
    );
  }

  /** The picture on a canvas, as text to compare with. */
  pixels(selector: string): Promise<string> {
    return this.find(selector)
      .first()
      .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  }

  /** The training costs in the chart's table, from the first to the last. */
  async costs(): Promise<number[]> {
    const cells = await this.find('table[data-curve] tbody tr td:nth-of-type(1)').evaluateAll((found) =>
      found.map((cell) => cell.getAttribute('data-value') ?? ''),
    );
    return cells.filter(Boolean).map(Number);
  }
}

/** In the page, after a drawing that knows of all that was done before. */
async function isUpToDate(app: Element): Promise<boolean> {
  for (let drawings = 0; drawings < 2; drawings++) await new Promise(requestAnimationFrame);
  const time = app.querySelector('[data-number="time"]')?.textContent?.replaceAll(',', '');
  return time === app.getAttribute('data-frame-step') && !app.hasAttribute('data-behind');
}
