/** What a context draws, written as SVG. */
import assert from 'node:assert/strict';
import { type Context, SvgWriter } from '../../../../webview/kit/canvas/svgRecorder.ts';

const matrix = { a: 2, b: 0, c: 0, d: 2, e: 0, f: 0 };

/** Styles as a canvas has them, at two pixels of its own to one of the page. */
function context(style: Partial<Context> = {}): Context {
  return {
    ...{ canvas: {} as HTMLCanvasElement, getTransform: () => matrix as DOMMatrix, getLineDash: () => [] },
    ...{ fillStyle: '#112233', strokeStyle: '#445566', globalAlpha: 1, lineWidth: 1.5, lineCap: 'butt' },
    ...{ font: '12px "Sans"', textAlign: 'center', textBaseline: 'middle' },
    ...style,
  };
}

/** The elements that come of these calls. */
function written(calls: readonly (readonly [on: object, name: string, ...given: unknown[]])[]): readonly string[] {
  const writer = new SvgWriter((x, y, width, height) => `data:${[x, y, width, height].join()}`);
  for (const [on, name, ...given] of calls) writer.called(on, name, given);
  return writer.finished(200, 100, 2, '#ffffff').split('\n').slice(2, -2);
}

describe('webview/kit/canvas/svgRecorder', () => {
  it('writes lines, curves and boxes with the style that the context has, and begins a path where it begins', () => {
    const on = context({ getLineDash: () => [4, 2], globalAlpha: 0.5 });
    const drawn = written([
      [on, 'beginPath'],
      [on, 'lineTo', 1, 2.005],
      [on, 'bezierCurveTo', 1, 2, 3, 4, 5, 6],
      [on, 'closePath'],
      [on, 'stroke'],
      [on, 'fillRect', 0, 1, 10, 20],
      [on, 'beginPath'],
      [on, 'stroke'],
    ]);
    const transform = 'transform="matrix(2 0 0 2 0 0)"';
    const line = 'stroke="#445566" stroke-width="1.5" stroke-linecap="butt" stroke-dasharray="4 2" opacity="0.5"';
    assert.deepEqual(drawn, [
      `<path d="M1 2C1 2 3 4 5 6Z" ${transform} fill="none" ${line}/>`,
      `<path d="M0 1h10v20h-10Z" ${transform} fill="#112233" opacity="0.5"/>`,
    ]);
  });

  it('draws a circle in two halves, an arc from where the path is, and what another path holds', () => {
    const [on, path] = [context(), {}];
    const [circle] = written([
      [path, 'arc', 5, 5, 2, 0, 2 * Math.PI],
      [on, 'fill', path],
    ]);
    assert.match(circle ?? '', /d="M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5"/);
    const [slice] = written([
      [on, 'moveTo', 0, 0],
      [on, 'arc', 0, 0, 1, 0, -Math.PI / 2, true],
      [on, 'fill'],
    ]);
    assert.match(slice ?? '', /d="M0 0L1 0A1 1 0 0 0 -?0 -1"/);
  });

  it('cuts to what the context is cut to, one within the other, until it is restored', () => {
    const on = context();
    const drawn = written([
      [on, 'save'],
      [on, 'beginPath'],
      [on, 'rect', 0, 0, 5, 5],
      [on, 'clip'],
      [on, 'clip'],
      [on, 'fillRect', 0, 0, 9, 9],
      [on, 'restore'],
      [on, 'fillRect', 0, 0, 9, 9],
    ]);
    assert.equal(drawn.length, 4);
    assert.match(drawn[1] ?? '', /<clipPath id="clip2" clip-path="url\(#clip1\)">/);
    assert.match(drawn[2] ?? '', /^<g clip-path="url\(#clip2\)"><path/);
    assert.match(drawn[3] ?? '', /^<path/);
  });

  it('writes text so that it is text, pictures and colours that change as pixels, and forgets what was cleared', () => {
    const on = context();
    const drawn = written([
      [on, 'fillText', 'gone', 0, 0],
      [on, 'clearRect', 0, 0, 100, 50],
      [on, 'fillText', 'a<b & c', 3, 4],
      [on, 'drawImage', {}, 0, 0, 8, 8, 10, 20, 30, 15],
      [context({ fillStyle: {} as CanvasGradient }), 'fillRect', 1, 1, 2, 2],
    ]);
    assert.equal(drawn.length, 3);
    assert.match(
      drawn[0] ?? '',
      /text-anchor="middle" dominant-baseline="central" style="font:12px 'Sans'".*>a&#60;b &#38; c</,
    );
    assert.match(drawn[1] ?? '', /<image x="20" y="40" width="60" height="30" href="data:20,40,60,30"/);
    assert.match(drawn[2] ?? '', /<image x="2" y="2" width="4" height="4"/);
  });
});
