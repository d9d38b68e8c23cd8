/**
 * A number below 0 has the sign of mathematics (U+2212) wherever a page shows one; a hyphen is for words, and for what is typed or stands so
 * in a file.
 */

/** What shows a file's own words, or takes what is typed. */
const asWritten = 'input, textarea, select, code, pre, .doubt, .told-list';

export async function checkMinusSigns(page, name, problems) {
  const found = await page.evaluate((left) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: element, data } = node;
      if (!/(^|[\s(=·,×:])-\.?\d/.test(data) || element.closest(left) || !element.checkVisibility()) continue;
      texts.push(`${element.closest('[class]')?.className ?? ''}: ${data.trim()}`);
    }
    return texts;
  }, asWritten);
  for (const text of found.slice(0, 4)) problems.push(`${name}: a hyphen for a minus: ${text}`);
}
