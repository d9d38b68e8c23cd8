/** Where the keyboard is, told to the editor: keys of the panel are bound there, and mean nothing while something here takes them. */
import type { KeyFocus } from '../../src/protocol/viewMessages.ts';

/** Take all keys, or arrows, for themselves, however they were reached. The editor gives the body of a page a place among the tab stops. */
const takesKeys =
  'input, select, textarea, dialog *, [contenteditable="true"], [role="slider"], [data-unit], [tabindex="0"]:not(body, button, a, summary)';
/** Do so only for those who go about with the keyboard: a button that was clicked keeps the focus, too. */
const takesKeysByKeyboard = 'button, summary, a';

/** Are done with once they were clicked: the first key would make the focus that a click left behind one of the keyboard's. */
const doneWhenClicked = ':is(header, .banner, .section-head) :is(button, summary)';

/** Whether the keys of the panel would take something away from the element. */
export function isTyping(element: Pick<Element, 'matches'> | null): boolean {
  if (!element) return false;
  return element.matches(takesKeys) || element.matches(`:is(${takesKeysByKeyboard}):focus-visible`);
}

export function followKeys(tell: (focus: KeyFocus) => void): void {
  let reported: KeyFocus | null = null;
  const look = (): void => {
    const inPage: KeyFocus = isTyping(document.activeElement) ? 'typing' : 'free';
    const focus: KeyFocus = document.hasFocus() ? inPage : 'away';
    if (focus !== reported) tell(focus);
    reported = focus;
  };
  for (const name of ['focus', 'blur'] as const) window.addEventListener(name, () => setTimeout(look));
  for (const name of ['focusin', 'focusout', 'keyup', 'pointerup'] as const)
    document.addEventListener(name, () => setTimeout(look));
  document.addEventListener('click', ({ detail }) => {
    const { activeElement } = document;
    if (detail > 0 && activeElement instanceof HTMLElement && activeElement.matches(doneWhenClicked))
      activeElement.blur();
  });
  document.addEventListener('keydown', leaveClicked, { capture: true });
  document.addEventListener('keydown', keepFromEditor);
  look();
}

/** Keys that are bound to the panel, without a modifier but Shift. */
const panelKeys = /^(?: |ArrowRight|Home|End|[1-8]|r|p)$/i;

/**
 * The editor hears every key that comes to the window, and learns a moment later than the page that a field has the focus: what is typed
 * in that moment must not be taken for a command.
 */
function keepFromEditor(event: KeyboardEvent): void {
  const { key, ctrlKey, altKey, metaKey } = event;
  if (!ctrlKey && !altKey && !metaKey && panelKeys.test(key) && isTyping(document.activeElement))
    event.stopPropagation();
}

/** Space is a key of the panel: a button that was clicked before is not pressed once more by it. */
function leaveClicked(event: KeyboardEvent): void {
  const { activeElement } = document;
  if (event.key === ' ' && activeElement && activeElement !== document.body && !isTyping(activeElement))
    event.preventDefault();
}
