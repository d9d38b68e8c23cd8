import { plain } from './fakeWorker.ts';
import assert from 'node:assert/strict';
import type { Answer, Query } from '../../../src/protocol/query.ts';
import type { CancelToken } from '../../../src/protocol/port.ts';
import { RequestError } from '../../../src/protocol/requestError.ts';
import type { ViewAnswer } from '../../../src/protocol/viewMessages.ts';
import { editLabel } from '../../../src/session/editLabel.ts';
import { QueryRelay } from '../../../src/session/queryRelay.ts';

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const example = (index: number): Query => ({ kind: 'example', part: 'train', index });

/** Answers when told to; cancelled questions end as a worker's would. */
class SlowAnswerer {
  readonly asked: Query[] = [];
  readonly #pending: { query: Query; resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];

  query(query: Query, token: CancelToken): Promise<Answer> {
    this.asked.push(query);
    return new Promise((resolve, reject) => {
      this.#pending.push({ query, resolve, reject });
      token.onCancellationRequested(() =>
        reject(new RequestError({ reason: 'cancelled', notice: plain('Cancelled.') })),
      );
    });
  }

  async answer(): Promise<void> {
    const { query, resolve } = this.#pending.shift() ?? assert.fail('nothing was asked');
    resolve({ ...query, step: 0, live: true } as unknown as Answer);
    await settled();
  }

  async refuse(message: string): Promise<void> {
    this.#pending.shift()?.reject(new RequestError({ reason: 'training', notice: plain(message) }));
    await settled();
  }
}

function bench() {
  const posted: ViewAnswer[] = [];
  const answerer = new SlowAnswerer();
  const relay = new QueryRelay((answer) => posted.push(answer));
  relay.turnTo(answerer);
  const ask = (id: number, query: Query, slot?: string) =>
    relay.ask({ type: 'query', id, query, ...(slot === undefined ? {} : { slot }) });
  const outcomes = () => posted.map((answer) => [answer.id, answer.ok ? 'answered' : answer.reason]);
  return { posted, answerer, relay, ask, outcomes };
}

describe('QueryRelay', () => {
  it('has one question of a kind under way; of those that come meanwhile the last one counts', async () => {
    const { answerer, ask, outcomes } = bench();
    for (let id = 1; id <= 5; id++) ask(id, example(id));
    assert.deepEqual(answerer.asked, [example(1)]);
    await settled();
    // The first one ended early, and the last one took its place.
    assert.deepEqual(answerer.asked, [example(1), example(5)]);
    await answerer.refuse('');
    await answerer.answer();
    assert.deepEqual(outcomes(), [
      [2, 'superseded'],
      [3, 'superseded'],
      [4, 'superseded'],
      [1, 'superseded'],
      [5, 'answered'],
    ]);
  });

  it('keeps kinds and slots apart', async () => {
    const { answerer, ask, outcomes } = bench();
    ask(1, example(1), 'left');
    ask(2, example(2), 'right');
    ask(3, { kind: 'collapse' });
    assert.equal(answerer.asked.length, 3);
    for (let i = 0; i < 3; i++) await answerer.answer();
    assert.deepEqual(outcomes(), [
      [1, 'answered'],
      [2, 'answered'],
      [3, 'answered'],
    ]);
  });

  it('lets everything through that changes the run', async () => {
    const { answerer, ask, outcomes } = bench();
    for (let id = 1; id <= 3; id++) ask(id, { kind: 'phase', action: 'advance' });
    assert.equal(answerer.asked.length, 3);
    for (let i = 0; i < 3; i++) await answerer.answer();
    assert.deepEqual(
      outcomes().map(([, outcome]) => outcome),
      ['answered', 'answered', 'answered'],
    );
  });

  it('hands on what the worker refuses', async () => {
    const { answerer, ask, posted } = bench();
    ask(4, example(9999));
    await answerer.refuse('There is no training example 10000: there are 400.');
    assert.deepEqual(posted, [
      {
        type: 'answer',
        id: 4,
        ok: false,
        reason: 'refused',
        message: 'There is no training example 10000: there are 400.',
      },
    ]);
  });

  it('says nothing about a run that is no longer shown', async () => {
    const { answerer, relay, ask, posted } = bench();
    ask(1, example(1));
    ask(2, example(2));
    relay.turnTo(new SlowAnswerer());
    await answerer.answer();
    assert.equal(posted.length, 0);
    relay.turnTo(null);
    ask(3, example(3));
    assert.deepEqual(
      posted.map(({ id, ok }) => [id, ok]),
      [[3, false]],
    );
  });
});

describe('editLabel(answer)', () => {
  it('names the parameter and both values', () => {
    const edit = { layer: 2, unit: 0, input: 2, before: -0.8312345, value: 0.5, takenFrom: null, undoable: 1, step: 1 };
    assert.equal(editLabel(edit), 'W²₁₃ −0.8312 → 0.5');
    assert.equal(editLabel({ ...edit, unit: 11 }), 'W²₁₂,₃ −0.8312 → 0.5');
    assert.equal(editLabel({ ...edit, input: null }), 'b²₁ −0.8312 → 0.5');
  });
});
