/**
 * What is drawn on a canvas, as SVG: while it records, the calls of its context are written down beside being done, with the styles that
 * the context has then. Colours that are no plain ones and other canvases are pictures in it.
 */

/** Two numbers each. */
const letters = { moveTo: 'M', lineTo: 'L', bezierCurveTo: 'C', quadraticCurveTo: 'Q' } as const;

function digits(...values: readonly number[]): string {
  return values.map((value) => Number(value.toFixed(2))).join(' ');
}

/** The path of an arc; the canvas joins it to what is there by a line. */
function arc(joined: string, [x, y, r, from, to, isBackward]: readonly number[] = []): string {
  const [cx = 0, cy = 0, radius = 0, begin = 0, end = 0] = [x, y, r, from, to];
  const at = (angle: number): string => digits(cx + radius * Math.cos(angle), cy + radius * Math.sin(angle));
  const sweep = isBackward ? 0 : 1;
  const turn = Math.min(2 * Math.PI, Math.abs(end - begin));
  // A whole circle ends where it begins: in two halves.
  const stops = turn > Math.PI ? [(begin + end) / 2, end] : [end];
  return `${joined}${at(begin)}${stops.map((stop) => `A${digits(radius, radius)} 0 0 ${sweep} ${at(stop)}`).join('')}`;
}

const anchors: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };
const baselines: Readonly<Record<string, string>> = { middle: 'central', top: 'hanging', bottom: 'text-after-edge' };

export type Context = Pick<
  CanvasRenderingContext2D,
  | 'canvas'
  | 'fillStyle'
  | 'font'
  | 'getLineDash'
  | 'getTransform'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineWidth'
  | 'strokeStyle'
  | 'textAlign'
  | 'textBaseline'
>;

/** Cuts a rectangle of the canvas' own pixels out. @returns a `data:` address */
export type Cut = (x: number, y: number, width: number, height: number) => string;

export class SvgWriter {
  readonly #cut: Cut;
  readonly #paths = new WeakMap<object, string>();
  #elements: string[] = [];
  #clips = 0;
  #clip = '';
  readonly #saved: string[] = [];

  constructor(cut: Cut) {
    this.#cut = cut;
  }

  /** A call of the context, or of a path that it may draw later. */
  called(on: Context | object, name: string, given: readonly unknown[]): void {
    const numbers = given as readonly number[];
    const path = this.#paths.get(on) ?? '';
    const joined = path === '' ? 'M' : 'L';
    if (name === 'beginPath') this.#paths.set(on, '');
    else if (name in letters) {
      const letter = name === 'lineTo' ? joined : letters[name as keyof typeof letters];
      this.#paths.set(on, `${path}${letter}${digits(...numbers)}`);
    } else if (name === 'closePath') this.#paths.set(on, `${path}Z`);
    else if (name === 'rect') this.#paths.set(on, path + boxOf(numbers));
    else if (name === 'roundRect') this.#paths.set(on, path + rounded(numbers));
    else if (name === 'arc') this.#paths.set(on, path + arc(joined, numbers));
    else this.#painted(on as Context, name, given);
  }

  #painted(context: Context, name: string, given: readonly unknown[]): void {
    const [first] = given;
    const path = this.#paths.get(typeof first === 'object' && first !== null ? first : context) ?? '';
    const numbers = given as readonly number[];
    if (name === 'clearRect') this.#elements = [];
    else if (name === 'save') this.#saved.push(this.#clip);
    else if (name === 'restore') this.#clip = this.#saved.pop() ?? '';
    else if (name === 'clip') this.#cutTo(context, path);
    else if (name === 'fill') this.#shape(context, path, 'fill');
    else if (name === 'stroke') this.#shape(context, path, 'stroke');
    else if (name === 'strokeRect') this.#shape(context, boxOf(numbers), 'stroke');
    else if (name === 'fillRect' && typeof context.fillStyle === 'string') this.#shape(context, boxOf(numbers), 'fill');
    else if (name === 'fillRect') this.#pixels(context, numbers);
    else if (name === 'drawImage') this.#pixels(context, numbers.slice(given.length > 5 ? 5 : 1));
    else if (name.endsWith('Text')) this.#text(context, name === 'fillText' ? 'fill' : 'stroke', given);
  }

  #cutTo(context: Context, path: string): void {
    this.#clips += 1;
    const id = `clip${this.#clips}`;
    this.#elements.push(`<clipPath id="${id}"${this.#clip}><path d="${path}"${matrix(context)}/></clipPath>`);
    this.#clip = ` clip-path="url(#${id})"`;
  }

  #shape(context: Context, path: string, how: 'fill' | 'stroke'): void {
    if (path !== '') this.#add(`<path d="${path}"${matrix(context)}${style(context, how)}/>`);
  }

  #text(context: Context, how: 'fill' | 'stroke', [text, x, y]: readonly unknown[]): void {
    const { font, textAlign, textBaseline } = context;
    const safe = String(text).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const place = `x="${digits(Number(x))}" y="${digits(Number(y))}" text-anchor="${anchors[textAlign] ?? 'start'}"`;
    const line = ` dominant-baseline="${baselines[textBaseline] ?? 'auto'}" style="font:${font.replaceAll('"', "'")}"`;
    this.#add(`<text ${place}${line}${matrix(context)}${style(context, how)}>${safe}</text>`);
  }

  /** As it is on the canvas by now. */
  #pixels(context: Context, [x = 0, y = 0, width = 0, height = 0]: readonly number[]): void {
    const { a, d, e, f } = context.getTransform();
    const box = [a * x + e, d * y + f, a * width, d * height].map(Math.round) as [number, number, number, number];
    if (box[2] < 1 || box[3] < 1) return;
    const [left, top, wide, high] = box;
    this.#add(`<image x="${left}" y="${top}" width="${wide}" height="${high}" href="${this.#cut(...box)}"/>`);
  }

  #add(element: string): void {
    this.#elements.push(this.#clip === '' ? element : `<g${this.#clip}>${element}</g>`);
  }

  /** @param ratio pixels of the canvas to one of the page */
  finished(width: number, height: number, ratio: number, background: string): string {
    const size = `width="${digits(width / ratio)}" height="${digits(height / ratio)}" viewBox="0 0 ${width} ${height}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>
<path d="M0 0h${width}v${height}H0Z" fill="${background}"/>
${this.#elements.join('\n')}
</svg>
`;
  }
}

function boxOf([x = 0, y = 0, width = 0, height = 0]: readonly number[]): string {
  return `M${digits(x, y)}h${digits(width)}v${digits(height)}h${digits(-width)}Z`;
}

function rounded([x = 0, y = 0, width = 0, height = 0, radius = 0]: readonly number[]): string {
  const [r, w, h] = [radius, width - 2 * radius, height - 2 * radius];
  const turn = (dx: number, dy: number): string => `a${digits(r, r)} 0 0 1 ${digits(dx, dy)}`;
  const [top, right] = [`M${digits(x + r, y)}h${digits(w)}${turn(r, r)}`, `v${digits(h)}${turn(-r, r)}`];
  return `${top}${right}h${digits(-w)}${turn(-r, -r)}v${digits(-h)}${turn(r, -r)}Z`;
}

function matrix(context: Context): string {
  const { a, b, c, d, e, f } = context.getTransform();
  return ` transform="matrix(${digits(a, b, c, d, e, f)})"`;
}

function style(context: Context, how: 'fill' | 'stroke'): string {
  const { globalAlpha, lineWidth, lineCap } = context;
  const color = context[`${how}Style`];
  const opacity = globalAlpha < 1 ? ` opacity="${globalAlpha}"` : '';
  if (how === 'fill') return ` fill="${color}"${opacity}`;
  const dash = context.getLineDash();
  const dashes = dash.length > 0 ? ` stroke-dasharray="${digits(...dash)}"` : '';
  return ` fill="none" stroke="${color}" stroke-width="${digits(lineWidth)}" stroke-linecap="${lineCap}"${dashes}${opacity}`;
}

const names = [
  ...['beginPath', ...Object.keys(letters), 'closePath', 'rect', 'roundRect', 'arc', 'clearRect', 'save', 'restore'],
  ...['clip', 'fill', 'stroke', 'strokeRect', 'fillRect', 'drawImage', 'fillText', 'strokeText'],
];

/** Everything that `draw` draws on the canvas. */
export async function recordedSvg(
  canvas: HTMLCanvasElement,
  background: string,
  draw: () => Promise<void>,
): Promise<string> {
  const writer = new SvgWriter((x, y, width, height) => {
    const copy = document.createElement('canvas');
    [copy.width, copy.height] = [width, height];
    copy.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, width, height);
    return copy.toDataURL();
  });
  const undo = [CanvasRenderingContext2D.prototype, Path2D.prototype].flatMap((prototype) =>
    names.flatMap((name) => listened(prototype as unknown as Methods, name, canvas, writer)),
  );
  try {
    await draw();
  } finally {
    for (const one of undo) one();
  }
  return writer.finished(canvas.width, canvas.height, window.devicePixelRatio || 1, background);
}

type Methods = Record<string, ((...given: readonly unknown[]) => unknown) | undefined>;

function listened(methods: Methods, name: string, canvas: HTMLCanvasElement, writer: SvgWriter): (() => void)[] {
  const original = methods[name];
  if (!original) return [];
  methods[name] = function (this: object, ...given) {
    const done = original.apply(this, [...given]);
    if (!('canvas' in this) || this.canvas === canvas) writer.called(this, name, given);
    return done;
  };
  return [() => (methods[name] = original)];
}
