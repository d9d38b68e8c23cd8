/** An element that the keyboard moves along values. It has a value from the first moment on, before anything is drawn. */
export function makeSlider(element: HTMLElement): void {
  element.tabIndex = 0;
  element.setAttribute('role', 'slider');
  element.setAttribute('aria-valuenow', '0');
}
