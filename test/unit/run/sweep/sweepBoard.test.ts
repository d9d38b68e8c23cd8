import assert from 'node:assert/strict';
import { networkConfigSchema } from '../../../../src/config/schema/schema.ts';
import { variationsOf } from '../../../../src/config/sweep/sweepKey.ts';
import { planSweep } from '../../../../src/config/sweep/sweepPlan.ts';
import { withSetting } from '../../../../src/config/sweep/withSetting.ts';
import { finished } from '../../../../src/core/network/pieces.ts';
import { originMetrics } from '../../../../src/model/origin.ts';
import type { SweepWork } from '../../../../src/protocol/sweep/sweepApi.ts';
import { type KeptMember, memberLine, readSweepText, sweepHead } from '../../../../src/run/sweep/keptSweep.ts';
import { type SweepMember, trainGroup } from '../../../../src/run/sweep/member.ts';
import { curveEpochs, type MemberCurve } from '../../../../src/run/sweep/memberCurve.ts';
import { SweepBoard } from '../../../../src/run/sweep/sweepBoard.ts';
import { tableOf } from '../../config/table.ts';

const epochs = 30;
const config = networkConfigSchema.parse({
  data: { file: 'a.csv', target: 'kind' },
  network: { layers: [{ units: 2 }] },
  training: { epochs, batchSize: 8, learningRate: 0.01 },
});

function workOf(given: Partial<SweepWork>): SweepWork {
  return {
    ...{ uri: 'file:///a.nnconfig', written: '{}', file: 'a.nnconfig', table: 'a.csv', config },
    ...{ variations: [], random: null, seeds: null, folds: null, until: null },
    ...given,
  };
}

const groupsOf = (work: SweepWork) => planSweep(work.config, { ...work, workers: 1 }, withSetting);

/** Every member, as a pool would tell of it. */
async function trained(work: SweepWork) {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${(i * 7) % 60},${(i * 11) % 60},${(i * 18) % 60 > 59 / 2 ? 'a' : 'b'}`,
  );
  const table = await tableOf(`x,z,kind\n${rows.join('\n')}\n`);
  const found: [number, SweepMember, MemberCurve][] = [];
  const tools = {
    start: null,
    until: null,
    epochs: curveEpochs(epochs),
    memory: 1e12,
    fingerprint: String,
    now: () => 0,
  };
  for (const group of groupsOf(work))
    finished(
      trainGroup(group, table, tools, (at, member, curve) => curve && found.push([group.first + at, member, curve])),
    );
  return found;
}

describe('SweepBoard', () => {
  it('makes the band of the curves: quantiles at the same epochs, with the own member as a line', async () => {
    const work = workOf({ seeds: 5 });
    const board = new SweepBoard(work, groupsOf(work));
    const members = await trained(work);
    for (const [place, member, curve] of members) board.add(place, member, curve);
    const { bands, summary, all } = board.page('finished', null);
    const { cost } = bands;
    if (!cost) return assert.fail('no band');
    assert.deepEqual([...cost.epoch], curveEpochs(epochs));
    // 48 rows train, 8 at a time.
    assert.deepEqual(
      [...cost.step],
      [...cost.epoch].map((epoch) => 6 * epoch),
    );
    for (const [i, epoch] of cost.epoch.entries()) {
      const sorted = members.map(([, , curve]) => curve.cost[i] ?? Number.NaN).sort((a, b) => a - b);
      assert.equal(cost.middle[i], sorted[2], `epoch ${epoch}`);
      assert.ok(Math.abs((cost.low[i] ?? 0) - ((sorted[0] ?? 0) * 0.6 + (sorted[1] ?? 0) * 0.4)) < 1e-12);
      assert.equal(cost.own?.[i], members[0]?.[2].cost[i]);
    }
    const last = members[0]?.[1].cost ?? Number.NaN;
    assert.ok(Math.abs((cost.own?.at(-1) ?? 0) - last) < 1e-5);
    assert.deepEqual([all, summary.members, board.missing, summary.reached], [5, 5, 0, null]);
    assert.notEqual(bands.validationCost, null);
  });

  it('goes on with the members that are missing, and comes to the same', async () => {
    const variations = variationsOf({ vary: { 'training.learningRate': [0.01, 0.1] } });
    const work = workOf({ seeds: 3, variations });
    const whole = new SweepBoard(work, groupsOf(work));
    const members = await trained(work);
    const kept = members.map(([place, member, curve]) => whole.add(place, member, curve));
    const text = sweepHead({ work, sha256: 'x' }) + kept.map(memberLine).join('');
    const cut = text.slice(0, text.length - memberLine(kept.at(-1) as KeptMember).length / 2);
    const read = readSweepText(cut);
    assert.deepEqual(read?.work, work);
    assert.equal(read?.members.length, 5);
    const board = new SweepBoard(work, groupsOf(work));
    // Of another seed, fold or value than the plan has at that place: no members of this sweep.
    const [first] = kept as [KeptMember];
    for (const other of [{ seed: 2 }, { fold: 0 }, { values: [0.1] }, { values: [[[0.01]]] }, { place: 6 }])
      board.restore({ ...first, ...other });
    assert.equal(board.missing, 6);
    for (const member of [...(read?.members ?? [])].filter(({ place }) => place !== 1)) board.restore(member);
    assert.deepEqual(
      board.rest.map(({ first, seeds, set }) => [first, seeds, set]),
      [
        [1, [2], { 'training.learningRate': 0.01 }],
        [5, [3], { 'training.learningRate': 0.1 }],
      ],
    );
    for (const [place, member, curve] of members) if (place === 1 || place === 5) board.add(place, member, curve);
    const byPlace = (one: SweepBoard) => [...one.members].sort((a, b) => a.place - b.place);
    assert.deepEqual(byPlace(board), byPlace(whole));
    assert.deepEqual(board.page('finished', null).bands, whole.page('finished', null).bands);
    assert.deepEqual(board.page('finished', null).own, { values: [0.01], seed: 1 });
  });

  it('keeps the last cost of what has ended, and none of what diverged', async () => {
    const work = workOf({ variations: variationsOf({ vary: { 'training.epochs': [3, epochs] } }) });
    const [short, long] = await trained(work);
    assert.equal(short?.[2].cost.at(-1), Number(short?.[1].cost?.toPrecision(6)));
    assert.deepEqual(short?.[2].cost.slice(0, 4), long?.[2].cost.slice(0, 4));
    const vary = { 'training.optimizer': ['gradientDescent'], 'training.learningRate': [1000], 'training.l2': [1000] };
    const steep = workOf({ variations: variationsOf({ vary }) });
    const [diverged] = await trained(steep);
    assert.equal(diverged?.[1].stopReason, 'diverged');
    assert.equal(diverged?.[2].cost.at(-1), null);
  });
});

describe('readSweepText(text)', () => {
  const work = workOf({ seeds: 2 });
  const figures = Object.fromEntries(originMetrics.map((name) => [name, null])) as KeptMember['figures'];
  const member: KeptMember = {
    ...{ place: 0, values: [], seed: 1, fold: null, stopReason: 'epochs', stepReached: null, steps: 1, epochs: 1 },
    ...{ seconds: 0.1, figures, m: 8, curve: { cost: [1], validationCost: null } },
  };

  it('takes nothing that is no sweep, and of one no line that is no member', () => {
    const head = sweepHead({ work, sha256: 'x' });
    for (const text of [
      '',
      '{}',
      'null',
      '[]',
      head.replace('"version":1', '"version":2'),
      head.replace('"seeds":2', '"seeds":-2'),
    ])
      assert.equal(readSweepText(text), null, text.slice(0, 60));
    const odd = [
      { ...member, seed: 'one' },
      { ...member, values: [1] },
      { ...member, curve: { cost: 'low', validationCost: null } },
      { ...member, figures: { ...figures, cost: {} } },
      null,
      7,
    ];
    const text = `${head}${memberLine(member)}${odd.map((one) => JSON.stringify(one)).join('\n')}\n\n{"place":`;
    assert.deepEqual(readSweepText(text)?.members, [member]);
  });
});
