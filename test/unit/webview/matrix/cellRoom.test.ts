import assert from 'node:assert/strict';
import { CellRoom } from '../../../../webview/matrix/cellRoom.ts';

/** A page with one sentence, as high as its lines and its room want. */
function page() {
  const sentence = {
    lines: 74,
    clientWidth: 376,
    style: { minHeight: '' },
    get offsetHeight() {
      return Math.max(this.lines, Number.parseInt(this.style.minHeight || '0', 10));
    },
  };
  return { sentence, root: { querySelector: () => sentence } as unknown as ParentNode };
}

describe('CellRoom', () => {
  it('keep(root, key) never lets what is below move up while the same matrices are shown', () => {
    const { sentence, root } = page();
    const room = new CellRoom();
    const heights = [74, 120, 0, 90, 140, 74].map((lines) => {
      sentence.lines = lines;
      room.keep(root, 'layer 1');
      return sentence.offsetHeight;
    });
    assert.deepEqual(heights, [74, 120, 120, 120, 140, 140]);
    room.keep(root, 'layer 2');
    assert.equal(sentence.offsetHeight, 74);
  });

  it('keep(root, key) forgets how high a sentence was at another width, also of a page that had none yet', () => {
    const { sentence, root } = page();
    const room = new CellRoom();
    const heights = [
      [0, 459],
      [376, 112],
      [668, 82],
    ].map(([width = 0, lines = 0]) => {
      Object.assign(sentence, { clientWidth: width, lines });
      room.keep(root, 'layer 1');
      return sentence.offsetHeight;
    });
    assert.deepEqual(heights, [459, 112, 82]);
  });
});
