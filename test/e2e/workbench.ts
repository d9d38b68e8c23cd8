/** The real workbench as a user has it: a window, a keyboard and a mouse, on a copy of the samples. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from '#scripts/vscode/browser.mjs';
import { type Server, startServer, workbenchAddress } from '#scripts/vscode/server.mjs';
import { keepsEditor, readRemembered } from './remembered.ts';
import { View } from './view.ts';
import { comes, inTime, patience, persist, poll } from './waiting.ts';

const screenshots = resolve('test-output/screenshots');

/** Time for one try of what may come in vain (ms). */
const tryTime = 6000;

/** The text of an editor that has the keyboard. */
const focusedText = '.editor-instance .monaco-editor:has(:is(.native-edit-context, textarea.inputarea):focus)';

const succeeds = (act: Promise<void>): Promise<boolean> =>
  act.then(
    () => true,
    () => false,
  );

/** How a window opens. */
export interface WindowOptions {
  /** Further folders beside the samples, and what is in them by name: the window opens all as one workspace. */
  readonly folders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** In Restricted Mode, and without a question about it. */
  readonly restricted?: boolean;
  /** Folders of further extensions. */
  readonly extensions?: readonly string[];
  /** Of the user, over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Writes further files into the workspace before the window is there. */
  readonly write?: (folder: string) => void;
}

/** A window that asks nothing and trusts nothing. */
const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
};

/** The course's network on the flower, for minutes. */
const longTraining = `{
  // ten steps an epoch, a hundred million in all
  "data": { "file": "planar_flower.csv", "target": "label", "split": { "validation": 0 }, "standardize": false },
  "network": {
    "layers": [{ "units": 4, "activation": "tanh" }],
    "initialization": { "scheme": "scaled", "scale": 0.01, "seed": 2 }
  },
  "training": {
    "optimizer": "gradientDescent",
    "learningRate": 0.3, // three times smaller stays calm
    "batchSize": 40,
    "epochs": 10000000
  }
}
`;

export class Workbench {
  readonly page: Page;
  /** The copy of the samples that is open. */
  readonly folder: string;
  /** What the window's console said about breaches of a Content Security Policy. */
  readonly violations: string[] = [];
  /** Errors that no code caught, in any frame. */
  readonly errors: string[] = [];
  readonly #server: Server;
  readonly #browser: Browser;

  private constructor(server: Server, browser: Browser, page: Page, folder: string) {
    this.#server = server;
    this.#browser = browser;
    this.page = page;
    this.folder = folder;
    page.setDefaultTimeout(patience);
    page.setDefaultNavigationTimeout(2 * patience);
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.violations.push(message.text());
    });
    // The browser asks before a window is loaded anew in which something is not written down yet.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message));
  }

  /**
   * A window that does not open says nothing about the product: it is tried once more.
   * @param irises names of further copies of iris.csv in the workspace
   */
  static async open(
    size?: { readonly width: number; readonly height: number },
    irises: readonly string[] = [],
    options: WindowOptions = {},
  ): Promise<Workbench> {
    return Workbench.#tryToOpen(size, irises, options).catch(() => Workbench.#tryToOpen(size, irises, options));
  }

  static async #tryToOpen(
    size: { readonly width: number; readonly height: number } | undefined,
    irises: readonly string[],
    { folders = {}, restricted = false, extensions = [], settings = {}, write = () => undefined }: WindowOptions,
  ): Promise<Workbench> {
    const temporary = mkdtempSync(join(tmpdir(), 'nn-explorer-e2e-'));
    const folder = join(temporary, 'samples');
    cpSync('samples', folder, { recursive: true });
    // A table that has no configuration yet, and a training that lasts.
    for (const name of ['irises.csv', ...irises]) cpSync('samples/iris.csv', join(folder, name));
    writeFileSync(join(folder, 'long.nnconfig'), longTraining);
    write(folder);
    const workspace = writeWorkspace(temporary, folders);
    const user = { 'workbench.colorTheme': 'Dark Modern', ...(restricted ? restrictedSettings : {}), ...settings };
    const server = await startServer({ link: [resolve('.'), ...extensions], settings: user, trust: restricted });
    const { browser, page } = await openBrowser(size);
    const workbench = new Workbench(server, browser, page, folder);
    // Of several folders none is open at first.
    const first = workbench.explorerRow(workspace ? 'samples' : 'iris.csv');
    try {
      await page.goto(workbenchAddress(server.port, workspace ? { workspace } : { folder }));
      await first.waitFor({ timeout: 3 * patience });
    } catch (error) {
      await workbench.close();
      throw error;
    }
    return workbench;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }

  explorerRow(name: string): Locator {
    return this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ has: this.page.getByText(name, { exact: true }) });
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** Opens a file by its path, wherever it is. `seen`: what tells that it is there, if not its tab. */
  async openPath(path: string, seen?: Locator): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    // The dialog first writes a path of its own, and takes another only when it has listed its folder.
    const enter = async () => {
      if (!(await this.question.isVisible())) await this.run('File: Open File');
      await this.question.fill(path, { timeout: tryTime });
      await this.page.waitForTimeout(500);
      // Gone already: the file is on its way.
      if ((await this.question.inputValue({ timeout: tryTime })) === path && (await this.question.isVisible()))
        await this.page.keyboard.press('Enter');
    };
    await persist(enter, seen ?? this.tab(name).first());
  }

  /** Once more when the row moved away under the mouse, because files came or went. */
  async openFile(name: string): Promise<void> {
    await persist(() => this.explorerRow(name).dblclick(), this.tab(name).first());
  }

  /**
   * Opens a file that an editor of the extension shows. Right after its start a busy VS Code does not know that there is one, and opens the
   * file as a text: who sees that opens it once more.
   */
  async openInItsEditor(name: string): Promise<void> {
    const asText = this.page.getByText('The file is not displayed in the text editor').first();
    const isInItsEditor = async () => {
      await this.openFile(name);
      await this.page.locator('iframe.webview').first().or(asText).first().waitFor();
      if (!(await asText.isVisible())) return true;
      await this.closeAllEditors();
      return false;
    };
    await poll(isInItsEditor, Boolean, `whether ${name} is shown by its editor`);
  }

  /** Brings the text of a tab to the front, and the keyboard into it. */
  async goToText(tab: string | RegExp): Promise<void> {
    const active = this.page.locator('.tab.active').filter({ hasText: tab });
    const group = this.page.locator('.editor-group-container.active').filter({ has: active });
    await persist(() => this.tab(tab).first().click(), group.locator(focusedText).first());
  }

  /** Whatever text it is: no page, no palette and no list has the keyboard. */
  untilTextHasKeyboard(): Promise<void> {
    return this.page.locator(focusedText).first().waitFor();
  }

  /** Chooses an entry of the context menu of a file in the Explorer. An extension's entries come a moment after the window. */
  async chooseInContextMenu(file: string, entry: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item').filter({ hasText: entry }).first();
    const deadline = Date.now() + 2 * patience;
    for (;;) {
      await this.explorerRow(file).click({ button: 'right' });
      const chosen = (await comes(item, tryTime)) && (await succeeds(item.click({ timeout: tryTime })));
      if (chosen) return;
      if (Date.now() > deadline) throw new Error(`The context menu of ${file} has no entry "${entry}".`);
      await this.page.keyboard.press('Escape');
    }
  }

  /** Loads the window anew, as "Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator('.monaco-workbench').waitFor({ timeout: 2 * patience });
    // The window may come back without its side bar: the page is reloaded before it has written down that it was shown.
    await this.run('View: Show Explorer');
    await this.explorerRow('iris.csv').waitFor({ timeout: 2 * patience });
    await this.untilContributed();
  }

  /** A file that is opened before VS Code has read what the extension contributes opens as if there were none. */
  async untilContributed(): Promise<void> {
    await this.#offer('Open Samples');
    await this.page.keyboard.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  async closeAllEditors(): Promise<void> {
    await this.run('View: Close All Editors');
    await this.tab(/./).first().waitFor({ state: 'detached' });
  }

  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  /** Where the palette, a quick pick or an input box is typed into. */
  get question(): Locator {
    return this.quickInput.locator('input').first();
  }

  /** The row that Enter would take, by a part of its text: it is chosen, and the keyboard is there. */
  #choice(text: string): Locator {
    return this.page
      .locator('.quick-input-widget:focus-within .monaco-list-row.focused')
      .filter({ hasText: text })
      .first();
  }

  /** Runs a command by its title, by the keyboard alone. */
  async run(title: string): Promise<void> {
    const deadline = Date.now() + 2 * patience;
    for (;;) {
      await this.#offer(title);
      // The palette puts what was used lately first.
      if (await this.#moveTo(title)) break;
      if (Date.now() > deadline) throw new Error(`The palette does not come to "${title}".`);
    }
    await this.page.keyboard.press('Enter');
    await this.untilTaken();
  }

  /** Leads the choice to a row. Not when what opens at the same moment takes the keyboard away. */
  async #moveTo(text: string): Promise<boolean> {
    const chosen = () => this.#choice('').textContent({ timeout: tryTime });
    for (let moves = 0; moves < 10; moves++) {
      const now = await chosen().catch(() => null);
      if (now === null) return false;
      if (await this.#choice(text).isVisible()) return true;
      await this.page.keyboard.press('ArrowDown');
      await poll(chosen, (next) => next !== now, 'the choice', 50, tryTime).catch(() => null);
    }
    return false;
  }

  /** The palette has taken what was chosen: it is gone, or something else is asked. */
  async untilTaken(): Promise<void> {
    await poll(
      async () => ((await this.quickInput.isVisible()) ? this.question.inputValue({ timeout: tryTime }) : ''),
      (typed) => !typed.startsWith('>'),
      'the palette',
    );
  }

  /** Opens the palette where it offers a command. An extension's commands come a moment after the window: so it tries again. */
  async #offer(title: string): Promise<void> {
    const row = this.quickInput.locator('.monaco-list-row').filter({ hasText: title }).first();
    const deadline = Date.now() + 2 * patience;
    for (;;) {
      await this.page.keyboard.press('F1');
      const typed = await succeeds(this.question.fill(`>${title}`, { timeout: tryTime }));
      if (typed && (await comes(row, tryTime))) return;
      if (Date.now() > deadline) throw new Error(`The palette has no command "${title}".`);
      await this.page.keyboard.press('Escape');
    }
  }

  waitForQuickPick(text: string): Promise<void> {
    return this.quickInput.locator('.monaco-list-row').filter({ hasText: text }).first().waitFor();
  }

  /** Accepts an entry of the quick pick that asks now. */
  async acceptQuickPick(text: string): Promise<void> {
    await this.waitForQuickPick(text);
    await poll(() => this.#moveTo(text), Boolean, `whether "${text}" is chosen`);
    await this.page.keyboard.press('Enter');
  }

  /** Types into the quick pick that asks now until an entry is found, and accepts that. */
  async findQuickPick(text: string): Promise<void> {
    // What is asked for may stand far below, where nothing is drawn.
    await this.quickInput.locator('.monaco-list-row').first().waitFor();
    await this.question.fill(text);
    await this.#choice(text).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Accepts all entries of the quick pick that asks now for several. */
  async acceptAll(): Promise<void> {
    const rows = this.quickInput.locator('.monaco-list-row');
    await rows.first().waitFor();
    for (const row of await rows.all()) await row.click();
    await this.question.press('Enter');
  }

  async chooseTheme(name: string): Promise<void> {
    await this.run('Preferences: Color Theme');
    await this.waitForQuickPick('Dark Modern');
    await this.findQuickPick(name);
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** The page of a visible view of ours: VS Code puts it two frames deep. `title` says which of several panels. */
  view(name: 'panel' | 'side' | 'model' | 'compare' | 'sweep', title?: string): View {
    return new View(this.page, name, title);
  }

  /** When the panel of a configuration drew a frame with a step in it first (ms since 1970), by the clock of its page. */
  async firstFrame(title: string): Promise<number> {
    const frame = await this.untilPanel(title, '#app[data-frame-step]:not([data-frame-step="0"])');
    return frame.evaluate(() => {
      const [mark] = performance.getEntriesByName('nn-explorer.first-frame');
      return performance.timeOrigin + (mark?.startTime ?? Number.NaN);
    });
  }

  /** Waits until the page of a configuration's panel holds an element; gives the page. */
  async untilPanel(title: string, selector: string): Promise<Frame> {
    const fulfils = async (frame: Frame) =>
      (await frame.locator(selector).count()) > 0 && (await frame.getByText(title, { exact: true }).count()) > 0;
    const look = async () => {
      const frames = this.page.frames();
      const looks = await Promise.all(frames.map((frame) => inTime(fulfils(frame)).catch(() => false)));
      return frames[looks.indexOf(true)] ?? null;
    };
    const found = await poll(look, (frame) => frame !== null, `${selector} in the panel of ${title}`);
    if (!found) throw new Error(`There is no panel of ${title}.`);
    return found;
  }

  /**
   * Waits until the browser has written down what the extension remembers of a run: that it stands at the step, and which step is looked
   * at. Only then can the window be loaded anew.
   */
  async untilRemembered(title: string, step: number, cursor: number | null): Promise<void> {
    const read = () => this.page.evaluate(readRemembered, title);
    await poll(
      read,
      (runs) => runs.some((run) => run.step === step && run.cursor === cursor && run.isStill),
      `what is remembered of ${title}, expected step ${step} and cursor ${cursor},`,
    );
    // VS Code writes down once a minute, when it is idle, which editors are open; where that cannot be seen, a minute is enough.
    const name = title.slice(title.lastIndexOf('/') + 1);
    const isKept = () => this.page.evaluate(keepsEditor, `Network: ${name}`);
    await poll(isKept, Boolean, `whether the panel of ${name} is written down`, 500, 75_000).catch(() => undefined);
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }
}

/** Writes the folders beside the samples and the file that names all; `null` when there are none. */
function writeWorkspace(parent: string, folders: NonNullable<WindowOptions['folders']>): string | null {
  const names = Object.keys(folders);
  for (const [name, files] of Object.entries(folders)) {
    mkdirSync(join(parent, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(parent, name, file), text);
  }
  if (names.length === 0) return null;
  const file = join(parent, 'all.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: ['samples', ...names].map((path) => ({ path })) }));
  return file;
}
