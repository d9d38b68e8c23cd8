/** A sweep in the worker: it plans, shares the members out among threads of its own, keeps what comes, and tells of it. */
import { changedConfig } from '../config/sweep/changedConfig.ts';
import { planSweep, type SweepGroup } from '../config/sweep/sweepPlan.ts';
import { parseUntil } from '../config/sweep/until.ts';
import { fileSource } from '../platform/node/openSource.ts';
import { trainGroups } from '../platform/node/sweep/pool.ts';
import { readSweep, SweepFile } from '../platform/node/sweep/sweepFile.ts';
import { digestOf } from '../platform/node/tableDigest.ts';
import type { Handlers, RequestContext } from '../protocol/requestServer.ts';
import type { SweepApi, SweepPlace, SweepWork } from '../protocol/sweep/sweepApi.ts';
import type { SweepCommand, SweepState, ToSweepView } from '../protocol/sweep/sweepPage.ts';
import type { Params } from '../protocol/workerApi.ts';
import type { RunPlatform } from '../run/platform.ts';
import type { KeptMember } from '../run/sweep/keptSweep.ts';
import { SweepBoard } from '../run/sweep/sweepBoard.ts';

/** Milliseconds between two pages, and between two writings. */
const [pageTime, writeTime] = [250, 3000];
/** Of the time, that making pages may take at most. */
const pageShare = 0.1;

export class SweepRequests {
  readonly #platform: RunPlatform;
  readonly #gate = new Int32Array(new SharedArrayBuffer(4));
  #isCancelled = false;
  #tell: () => void = () => undefined;

  constructor(platform: RunPlatform) {
    this.#platform = platform;
  }

  handlers(): Pick<Handlers, keyof SweepApi> {
    return {
      sweep: (request, context) => this.#sweep(request, context),
      readSweep: shownSweep,
      steerSweep: async ({ command }) => this.#steer(command),
    };
  }

  #steer(command: SweepCommand): void {
    if (command === 'cancel') this.#isCancelled = true;
    Atomics.store(this.#gate, 0, command === 'pause' ? 1 : 0);
    Atomics.notify(this.#gate, 0);
    this.#tell();
  }

  get #state(): SweepState {
    if (this.#isCancelled) return 'cancelled';
    return this.#gate[0] === 1 ? 'paused' : 'training';
  }

  async #sweep({ place, work, data, start, workers }: Params<'sweep'>, { signal }: RequestContext): Promise<void> {
    this.#platform.giveWay?.();
    const board = new SweepBoard(work, groupsOf(work, workers));
    const file = place && (await openFile(place, work, await filesDigest(data, start), board));
    const teller = new Teller(this.#platform, board);
    // Whoever pauses it may be about to leave.
    this.#tell = () => {
      teller.tell(this.#state);
      void file?.flush();
    };
    this.#tell();
    const [pages, writing] = [
      setInterval(() => teller.look(this.#state), pageTime),
      setInterval(() => void file?.flush(), writeTime),
    ];
    const until = work.until === null ? null : parseUntil(work.until);
    try {
      await trainGroups({
        ...{ task: { dataPath: data, startPath: start, until, epochs: board.epochs }, groups: board.rest, workers },
        gate: this.#gate,
        isOver: () => this.#isCancelled || signal.aborted,
        done: (at, member, curve) => {
          if (curve) file?.add(teller.add(board.add(at, member, curve)));
        },
      });
    } finally {
      clearInterval(pages);
      clearInterval(writing);
      await file?.flush();
      teller.tell(board.missing === 0 ? 'finished' : 'cancelled');
    }
  }
}

/** The host has looked already whether all values fit. */
function groupsOf(work: SweepWork, workers: number): readonly SweepGroup[] {
  return planSweep(work.config, { ...work, workers }, (config, setting) => {
    const { result } = changedConfig(config, setting);
    if (result.success) return result.data;
    throw result.error;
  });
}

/** With what is kept of the same trainings on the same files; of others nothing stays. A disk that takes nothing stops no training. */
async function openFile(
  place: SweepPlace,
  work: SweepWork,
  sha256: string,
  board: SweepBoard,
): Promise<SweepFile | null> {
  const kept = await readSweep(place);
  const members = kept?.sha256 === sha256 ? kept.members : [];
  for (const member of members) board.restore(member);
  return SweepFile.begin(place, { work, sha256, members }).catch(() => null);
}

/** Of all that the members are made from: the table, and the weights that they begin with where a file has them. */
async function filesDigest(data: string, start: string | null): Promise<string> {
  const digests = [data, ...(start === null ? [] : [start])].map((path) => digestOf(fileSource(path)));
  return (await Promise.all(digests)).map(({ sha256 }) => sha256).join(' ');
}

async function shownSweep(place: SweepPlace): Promise<{ work: SweepWork; shown: ToSweepView } | null> {
  const kept = await readSweep(place);
  if (!kept) return null;
  const { work } = kept;
  const board = new SweepBoard(work, groupsOf(work, 1));
  for (const member of kept.members) board.restore(member);
  const page = board.page(board.missing === 0 ? 'finished' : 'interrupted', null);
  return { work, shown: { type: 'sweepPage', page, members: board.members, isFirst: true } };
}

/** Tells the host of a sweep, no more often than somebody can look, and with how long it will take. */
class Teller {
  readonly #platform: RunPlatform;
  readonly #board: SweepBoard;
  #news: KeptMember[] = [];
  #isFirst = true;
  /** Ended since this worker trains, and for how many milliseconds it has. */
  #ended = 0;
  #trained = 0;
  #looked: number;
  #rest = 0;

  constructor(platform: RunPlatform, board: SweepBoard) {
    this.#platform = platform;
    this.#board = board;
    this.#looked = platform.now();
  }

  add(member: KeptMember): KeptMember {
    this.#news.push(member);
    this.#ended++;
    return member;
  }

  /** Where there is something new. */
  look(state: SweepState): void {
    const now = this.#platform.now();
    if (state === 'training') this.#trained += now - this.#looked;
    this.#looked = now;
    if (this.#news.length > 0 && now >= this.#rest) this.tell(state);
  }

  tell(state: SweepState): void {
    const began = this.#platform.now();
    const page = this.#board.page(state, state === 'training' ? this.#secondsLeft() : null);
    const members = this.#isFirst
      ? this.#board.members
      : this.#news.map(({ m: _m, curve: _curve, ...member }) => member);
    this.#platform.post({ type: 'sweep', message: { type: 'sweepPage', page, members, isFirst: this.#isFirst } });
    this.#news = [];
    this.#isFirst = false;
    const now = this.#platform.now();
    this.#rest = now + (now - began) / pageShare;
  }

  #secondsLeft(): number | null {
    return this.#ended === 0 ? null : (this.#trained / this.#ended / 1000) * this.#board.missing;
  }
}
