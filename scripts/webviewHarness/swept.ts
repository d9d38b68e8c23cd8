/** What the host sends to the page of a sweep: members trained as its workers do it, or some of them, as while it goes on. */
import { basename } from 'node:path';
import type { NetworkConfig } from '../../src/config/schema/schema.ts';
import { requestOf, variationsOf } from '../../src/config/sweep/sweepKey.ts';
import { planSweep } from '../../src/config/sweep/sweepPlan.ts';
import { parseUntil } from '../../src/config/sweep/until.ts';
import { withSetting } from '../../src/config/sweep/withSetting.ts';
import { parseSet } from '../../src/config/text/setOption.ts';
import { trainGroups } from '../../src/platform/node/sweep/pool.ts';
import type { SweepWork } from '../../src/protocol/sweep/sweepApi.ts';
import type { SweepPage, ToSweepView } from '../../src/protocol/sweep/sweepPage.ts';
import type { KeptMember } from '../../src/run/sweep/keptSweep.ts';
import { SweepBoard } from '../../src/run/sweep/sweepBoard.ts';

export interface SweptScene {
  /** Of the configuration, with its table. */
  readonly file: string;
  readonly data: string;
  readonly config: NetworkConfig;
  /** What is set otherwise, as `--set` takes it. */
  readonly sets: readonly string[];
  readonly sweep: NonNullable<NetworkConfig['sweep']>;
  /** What the page says otherwise. */
  readonly page: Partial<SweepPage>;
  /** Members that have ended; all unless told. */
  readonly ended?: number;
}

const known = new Map<string, Promise<readonly KeptMember[]>>();

export async function sweptPage(scene: SweptScene): Promise<ToSweepView> {
  const { file, data, sets, sweep, page, ended } = scene;
  const work: SweepWork = {
    ...{ uri: 'file:///', written: '', file: basename(file), table: basename(data) },
    config: sets.map(parseSet).reduce(withSetting, scene.config),
    ...{ variations: variationsOf(sweep), ...requestOf(sweep) },
  };
  // Trained once for all pictures.
  const key = JSON.stringify([file, sets, sweep]);
  const all = known.get(key) ?? membersOf(work, data);
  known.set(key, all);
  const board = new SweepBoard(work, groupsOf(work));
  for (const member of (await all).slice(0, ended)) board.restore(member);
  const told = { ...board.page('finished', null), ...page };
  return { type: 'sweepPage', page: told, members: board.members, isFirst: true };
}

function groupsOf(work: SweepWork) {
  return planSweep(work.config, { ...work, workers: 1 }, withSetting);
}

async function membersOf(work: SweepWork, dataPath: string): Promise<readonly KeptMember[]> {
  const board = new SweepBoard(work, groupsOf(work));
  const found: KeptMember[] = [];
  const until = work.until === null ? null : parseUntil(work.until);
  await trainGroups({
    ...{ task: { dataPath, startPath: null, until, epochs: board.epochs }, groups: groupsOf(work), workers: 1 },
    done: (place, member, curve) => {
      // Measured, and so another one in each picture.
      const seconds = 0.3 + (place % 7) / 10;
      if (curve) found.push(board.add(place, { ...member, seconds }, curve));
    },
    isOver: () => false,
  });
  return found;
}
