/** The editor's theme as drawings need it: colours read from the page's `--nn-*` variables, which come from `--vscode-*`. */
import type { Rgb } from './oklab.ts';
import { divergingScale, type Scale } from './scale.ts';

export interface Theme {
  readonly background: Rgb;
  readonly foreground: Rgb;
  readonly muted: Rgb;
  /** Of lines inside a picture. */
  readonly grid: Rgb;
  /** Of the edge of a picture. */
  readonly frame: Rgb;
  readonly focus: Rgb;
  readonly positive: Rgb;
  readonly negative: Rgb;
  readonly train: Rgb;
  readonly validation: Rgb;
  /** One a class, in class order; more classes begin again. Two classes take the signs' colours: 0 negative, 1 positive. */
  readonly classes: readonly Rgb[];
  readonly diverging: Scale;
  readonly highContrast: boolean;
  readonly font: string;
  readonly mathFont: string;
  readonly reducedMotion: boolean;
}

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string): Rgb => resolve(style.getPropertyValue(name).trim());
  const background = read('--nn-background');
  const positive = read('--nn-positive');
  const negative = read('--nn-negative');
  return {
    background,
    positive,
    negative,
    foreground: read('--nn-foreground'),
    muted: read('--nn-muted'),
    grid: read('--nn-grid'),
    frame: read('--nn-frame'),
    focus: read('--nn-focus'),
    train: read('--nn-train'),
    validation: read('--nn-validation'),
    classes: [1, 2, 3, 4, 5, 6].map((number) => read(`--nn-class-${number}`)),
    diverging: divergingScale(negative, background, positive),
    highContrast: document.body.classList.contains('vscode-high-contrast'),
    font: style.fontFamily,
    mathFont: style.getPropertyValue('--nn-math-font').trim() || 'serif',
    reducedMotion:
      document.body.classList.contains('vscode-reduce-motion') ||
      matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

/** Calls back when VS Code changes the theme: it rewrites the body's class and the root's variables. */
export function onThemeChange(listener: () => void): void {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** The colour of class `code` among `count`. */
export function classColor(theme: Theme, code: number, count: number): Rgb {
  if (count === 2) return code === 1 ? theme.positive : theme.negative;
  return theme.classes[code % theme.classes.length] ?? theme.foreground;
}

let probe: CanvasRenderingContext2D | null = null;

/** Any CSS colour as numbers: the canvas is asked, so that `color-mix()` and names work too. */
function resolve(color: string): Rgb {
  probe ??= new OffscreenCanvas(1, 1).getContext('2d', {
    willReadFrequently: true,
  }) as unknown as CanvasRenderingContext2D;
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = '#888888';
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
