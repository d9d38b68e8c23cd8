/** Tests of weights set by hand: what is asked of the run for what was typed, and what is said about it. */
import assert from 'node:assert/strict';
import type { Query } from '../../../../src/protocol/query.ts';
import { initialUi } from '../../../../webview/state/uiState.ts';
import { typedNumber } from '../../../../webview/kit/text/typedNumber.ts';
import type { ViewContext } from '../../../../webview/state/panelView.ts';
import { WeightEdits } from '../../../../webview/weights/weightEdits.ts';
import { frame, run, status } from '../fixture.ts';

const address = { layer: 1, unit: 1, input: 0 };
const state = {
  connected: true,
  isCut: false,
  comparable: [],
  compared: null,
  columns: null,
  predictions: [],
  predictedRows: null,
  model: null,
  triedRow: null,
  comparison: null,
  sweep: null,
  run,
  status: { ...status, undoableWeights: 1 },
  frame,
  ui: { ...initialUi, layer: 1, unit: 1 },
};

/** Answers as the worker does: the value before was 2. */
function editing(answers: boolean | string = true) {
  const asked: Query[] = [];
  const ask = async (query: Query): Promise<unknown> => {
    asked.push(query);
    if (typeof answers === 'string') throw new Error(answers);
    const known = { kind: query.kind, step: 812, live: true, ...address, takenFrom: null, undoable: 1 };
    return query.kind === 'setWeight'
      ? { ...known, before: 2, value: query.value }
      : { ...known, before: 0.5, value: 2 };
  };
  const edits = new WeightEdits({ ask: ask as unknown as ViewContext['ask'], redraw: () => undefined });
  edits.follow(state);
  return { asked, edits };
}

/** A page without a document: fields are told by their class. */
class Field {}

describe('Ctrl+Z', () => {
  const known = globalThis.HTMLInputElement;
  before(() => Object.assign(globalThis, { HTMLInputElement: Field }));
  after(() => Object.assign(globalThis, { HTMLInputElement: known }));

  const keyed = async (key: Partial<KeyboardEvent>, undoable = 1) => {
    const { asked, edits } = editing();
    edits.follow({ ...state, status: { ...state.status, undoableWeights: undoable } });
    let prevented = 0;
    const stop = { preventDefault: () => prevented++, stopPropagation: () => undefined };
    const event = {
      ctrlKey: true,
      metaKey: false,
      shiftKey: false,
      altKey: false,
      key: 'z',
      target: {},
      ...key,
      ...stop,
    };
    edits.undoKeyed(event as unknown as KeyboardEvent);
    await Promise.resolve();
    return [asked.map(({ kind }) => kind), prevented];
  };

  it('takes a weight back', async () => {
    assert.deepEqual(await keyed({}), [['undoWeight'], 1]);
    assert.deepEqual(await keyed({ ctrlKey: false, metaKey: true, key: 'Z' }), [['undoWeight'], 1]);
  });

  it('in a field takes back what was typed there, and no weight', async () => {
    assert.deepEqual(await keyed({ target: new Field() as unknown as EventTarget }), [[], 0]);
  });

  it('with other keys, or with nothing to take back, is left to others', async () => {
    for (const key of [{ shiftKey: true }, { altKey: true }, { ctrlKey: false }, { key: 'y' }])
      assert.deepEqual(await keyed(key), [[], 0], JSON.stringify(key));
    assert.deepEqual(await keyed({}, 0), [[], 0]);
  });
});

describe('webview/kit/text/typedNumber', () => {
  it('typedNumber(text) takes what JSON and people write, and nothing that could mean two numbers', () => {
    const taken = ['-0.5', ' 1e-3 ', '−2', '+.5', '3.'].map(typedNumber);
    assert.deepEqual(taken, [-0.5, 0.001, -2, 0.5, 3]);
    for (const text of ['', '0,5', '1,234', 'abc', '1 2', '0x10', 'Infinity', 'NaN', '1e999', '--1'])
      assert.equal(typedNumber(text), null, text);
  });
});

describe('webview/weights/weightEdits', () => {
  it('take(text) sets the weight of the open field and says what it was', async () => {
    const { asked, edits } = editing();
    edits.open(address, 'card', 2);
    assert.equal(edits.textOf(address, 'card'), '2');
    assert.equal(edits.textOf({ ...address, input: null }, 'card'), null);
    await edits.take('−0.5');
    assert.deepEqual(asked, [{ kind: 'setWeight', ...address, value: -0.5 }]);
    assert.equal(edits.said, 'W¹₂₁ is now −0.50; it was 2.00. The run goes on from step 812.');
    assert.equal(edits.openIn, null);
  });

  it('take(text) keeps the field open with a sentence when the text is no number, and asks nothing', async () => {
    const { asked, edits } = editing();
    edits.open(address, 'card', 2);
    await edits.take('two');
    assert.match(edits.problem, /“two” is not a number/);
    assert.equal(edits.openIn, 'card');
    edits.close();
    assert.deepEqual([edits.problem, edits.openIn, asked], ['', null, []]);
  });

  it('take(text) of what was there already changes nothing', async () => {
    const { asked, edits } = editing();
    edits.open({ ...address, input: null }, 'card', -0.125);
    await edits.take('-0.125');
    assert.deepEqual([asked, edits.openIn], [[], null]);
  });

  it('says that a weight set in the past takes the run back, and one set after the end that it needs more epochs', async () => {
    const { edits } = editing();
    edits.follow({ ...state, frame: { ...frame, live: false, step: 400 } });
    assert.equal(edits.past, 400);
    edits.open(address, 'network', 2);
    await edits.take('1');
    assert.match(edits.said, /The run is back at step 812/);
    // Beside an edge the field stays for another value.
    assert.deepEqual([edits.openIn, edits.textOf(address, 'network')], ['network', '1']);
    edits.follow({ ...state, status: { ...state.status, state: 'finished' } });
    await edits.take('3');
    assert.match(edits.said, /The training is over/);
  });

  it('undo() takes the last change back; a refusal is told', async () => {
    const { asked, edits } = editing();
    assert.equal(edits.undoable, 1);
    await edits.undo();
    assert.deepEqual(asked, [{ kind: 'undoWeight' }]);
    assert.equal(edits.said, 'W¹₂₁ is 2.00 again. The run is where it was: at step 812.');
    const refused = editing('There is no network yet.');
    refused.edits.open(address, 'card', 2);
    await refused.edits.take('1');
    assert.equal(refused.edits.problem, 'There is no network yet.');
  });

  it('follow(state) closes the field of a unit that is no longer looked at, and of another run', () => {
    const { edits } = editing();
    edits.open(address, 'card', 2);
    edits.follow({ ...state, ui: { ...state.ui, unit: 0 } });
    assert.equal(edits.openIn, null);
    edits.open(address, 'network', 2);
    edits.follow(state);
    assert.equal(edits.openIn, 'network');
    edits.follow({ ...state, run: { ...run, runId: 'r2' } });
    assert.equal(edits.openIn, null);
  });
});
