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
  /** One a class, in class order; more classes begin again. None is a colour of the signs. */
  readonly classes: readonly Rgb[];
  /** Of lines that are no classes. */
  readonly lines: readonly Rgb[];
  readonly diverging: Scale;
  /** From the first of two classes to the second. */
  readonly yesNo: Scale;
  /** One a class: from nothing to its colour. */
  readonly ofClass: readonly Scale[];
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
  const numbers = [1, 2, 3, 4, 5, 6];
  const classes = numbers.map((number) => read(`--nn-class-${number}`));
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
    classes,
    lines: numbers.map((number) => read(`--nn-line-${number}`)),
    yesNo: divergingScale(classes[0] ?? negative, background, classes[1] ?? positive),
    ofClass: classes.map((color) => divergingScale(background, background, color)),
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

/** What a unit's activations are drawn with: an output that stands for a class in that one's colour, any other by its sign. */
export function unitScale(
  theme: Theme,
  task: 'binary' | 'multiclass' | 'regression',
  isOutput: boolean,
  unit: number,
): Scale {
  if (!isOutput || task === 'regression') return theme.diverging;
  return task === 'binary' ? theme.yesNo : (theme.ofClass[unit % theme.ofClass.length] ?? theme.diverging);
}

/** The colour of class `code`. */
export function classColor(theme: Pick<Theme, 'classes' | 'foreground'>, code: number): Rgb {
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
