/** Reads what the tabs of a panel show: matrices with their labels, rows of the data, texts that stand for pictures. */
import type { Locator } from 'playwright-core';
import { poll } from '../waiting.ts';
import type { View } from '../view.ts';

/** A window of a matrix as it stands in the Matrices or the Step tab. */
export interface ShownMatrix {
  readonly rows: readonly string[];
  /** Input or unit names, or the examples' lines in the file. */
  readonly columns: readonly string[];
  /** As they are shown. */
  readonly texts: readonly (readonly string[])[];
  /** In full, from the cells' tooltips. */
  readonly values: readonly (readonly number[])[];
}

export interface ShownRow {
  readonly line: number;
  readonly part: string;
  readonly predicted: string;
  readonly loss: string;
}

export type Axis = 'units' | 'below' | 'examples';

export class PanelReader {
  readonly view: View;

  constructor(view: View) {
    this.view = view;
  }

  async open(tab: string): Promise<void> {
    await this.press(this.view.find(`#tab-${tab}`));
    await this.view.find(`#view-${tab}`).waitFor();
    await this.view.untilUpToDate();
  }

  /** A click without waiting for the button to stand still: there are thousands here; other tests use the mouse as a user does. */
  press(button: Locator): Promise<void> {
    return button.first().dispatchEvent('click');
  }

  text(selector: string): Promise<string> {
    return this.view
      .find(selector)
      .first()
      .innerText()
      .then((text) => text.replace(/\s+/g, ' ').trim());
  }

  texts(selector: string): Promise<string[]> {
    return this.view.find(selector).allInnerTexts();
  }

  /** Matrices tab: chooses a layer and a direction. */
  async turnTo(layer: number, direction: 'Forward' | 'Backward'): Promise<void> {
    await this.press(this.view.find(`.matrix-view [aria-label="Layer"] button[title="Layer ${layer}"]`));
    await this.press(this.view.find('.matrix-view .direction button').filter({ hasText: direction }));
    await this.view.untilUpToDate();
  }

  /** Matrices tab: turns the pages of an axis back to the first. */
  async rewind(axis: Axis): Promise<void> {
    while (await this.#turn(axis, 0));
  }

  /** Matrices tab: the next page of an axis; false on the last one. */
  turnPage(axis: Axis): Promise<boolean> {
    return this.#turn(axis, 1);
  }

  /** @param button 0: back, 1: on */
  #turn(axis: Axis, button: number): Promise<boolean> {
    return this.#pager(axis).evaluate((pager, index) => {
      const found = pager.querySelectorAll('button')[index];
      if (!found || found.disabled) return false;
      found.click();
      // The page is drawn before it is turned once more.
      return new Promise<boolean>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))));
    }, button);
  }

  #pager(axis: Axis): Locator {
    return this.view.find('.window-pager').nth({ units: 0, below: 1, examples: 2 }[axis]);
  }

  /** "5–8 of 12" as its first number, counted from 0. */
  async pageStart(axis: Axis): Promise<number> {
    const text = await this.#pager(axis).locator('b').innerText();
    return text.includes('–') ? Number.parseInt(text.replaceAll(',', ''), 10) - 1 : 0;
  }

  /**
   * A matrix once it is there, by "W:1"; `complete` says whether it is the one that is waited for: an older answer may still
   * stand. `within`: selector of what it stands in.
   */
  async matrix(name: string, complete: (matrix: ShownMatrix) => boolean, within = ''): Promise<ShownMatrix> {
    const table = this.view.find(`${within} figure[data-matrix="${name}"] table`).first();
    return poll(() => table.evaluate(readTable), complete, `the matrix ${name}`);
  }

  /** Data tab: all rows of a part that the table draws without scrolling, by line. */
  async rows(part: 'all' | 'train' | 'validation'): Promise<readonly ShownRow[]> {
    await this.view.find('.table-view .filters select').first().selectOption(part);
    const word = { all: '', train: 'training', validation: 'validation' }[part];
    const read = () => this.view.find('table.rows').evaluate(readRows);
    // The rows of another part are there until those asked for come.
    const isThere = (rows: readonly ShownRow[]) =>
      rows.length > 0 &&
      (word === '' ? rows.some((row) => row.part !== 'validation') : rows.every((row) => row.part === word));
    return poll(read, isThere, `the rows of the part "${part}"`);
  }
}

/** In the page. */
function readTable(table: Element): ShownMatrix {
  const titles = (cells: Iterable<Element>): string[] => Array.from(cells, (cell) => cell.getAttribute('title') ?? '');
  const rows = [...table.querySelectorAll('tbody tr')].filter((row) => row.querySelector('th'));
  const cells = rows.map((row) => [...row.querySelectorAll('td:not(.more)')]);
  return {
    rows: rows.map((row) => row.querySelector('th')?.getAttribute('title') ?? ''),
    columns: titles(table.querySelectorAll('thead th')),
    texts: cells.map((row) => row.map((cell) => cell.textContent?.trim() ?? '')),
    values: cells.map((row) => titles(row).map(Number)),
  };
}

/** In the page. */
function readRows(table: Element): ShownRow[] {
  const names = [...table.querySelectorAll('thead th')].map((head) => head.textContent?.trim() ?? '');
  return [...table.querySelectorAll('tbody tr[data-line]')].map((row) => {
    const cells = [...row.children].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim() ?? '');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    return {
      line: Number(row.getAttribute('data-line')),
      part: cell('part'),
      predicted: cell('predicted'),
      loss: cell('loss'),
    };
  });
}
