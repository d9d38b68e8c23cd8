/** Real messages for the pages: trains a configuration in the worker's own service, keeps the frames at chosen steps, answers questions. */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { columnRows, type ColumnRows } from '../../src/config/facts/columnRows.ts';
import { configDocument } from '../../src/config/text/configDocument.ts';
import { type NetworkConfig, networkConfigSchema } from '../../src/config/schema/schema.ts';
import type { Frame } from '../../src/protocol/frame.ts';
import type { Query } from '../../src/protocol/query.ts';
import { tableOptionsOf } from '../../src/data/read/readOptions.ts';
import { noticeText } from '../../src/config/wording/notice.ts';
import { comparePage } from './compared.ts';
import { sweptPage } from './swept.ts';
import { type ModelMessages, modelMessages } from './models.ts';
import { RequestClient } from '../../src/protocol/requestClient.ts';
import type { Mark, RunDescription, RunStatus } from '../../src/protocol/run.ts';
import type { FromWorker, WorkerStatus } from '../../src/protocol/workerApi.ts';
import { WorkerService } from '../../src/worker/workerService.ts';

/** Pages that are about no single run. */
export const comparison = { page: comparePage };
export const sweep = { page: sweptPage };

export interface Moment {
  readonly status: RunStatus;
  readonly frame: Frame;
}

export interface Recording {
  readonly run: RunDescription;
  readonly moments: readonly Moment[];
  /** Answers about the network as it is after the last moment. */
  answer(query: Query): Promise<unknown>;
  /** What the host sends of the columns of the table. */
  columns(from: number, count: number): Promise<ColumnRows>;
  /** About model files and predictions. */
  readonly models: ModelMessages;
  /** The run as it stands now, after what was asked of it. */
  look(): Promise<Moment | null>;
}

export interface RecordingRequest {
  readonly title: string;
  /** A configuration as `.nnconfig` has it; `data.file` is relative to `folder`. */
  readonly config: unknown;
  readonly folder: string;
  /** Steps at which a frame is kept, ascending. */
  readonly steps: readonly number[];
  /** Learning rates set on the way, after so many steps. */
  readonly rates?: Readonly<Record<number, number>>;
}

/** What the service said last, and a way to ask it. */
interface Wire {
  frame: Frame | null;
  status: WorkerStatus | null;
  readonly client: RequestClient;
}

/** To the end of the program: the lines of a prediction lie in a file that is open as long as its service lives. */
const services: WorkerService[] = [];

function connect(): Wire {
  const service: WorkerService = new WorkerService({
    now: () => performance.now(),
    defer: (callback) => void setImmediate(callback),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    post: (message) => hear(message),
  });
  services.push(service);
  const wire: Wire = { frame: null, status: null, client: new RequestClient((message) => service.receive(message)) };
  const hear = (message: FromWorker): void => {
    if (message.type === 'frame') {
      wire.frame = { ...message.frame, numbers: message.frame.numbers.slice() };
      setImmediate(() => service.receive({ type: 'credit', build: message.frame.build }));
    } else if (message.type === 'status') wire.status = message.status;
    else wire.client.receive(message);
  };
  return wire;
}

export async function record(request: RecordingRequest): Promise<Recording> {
  const config = networkConfigSchema.parse(request.config);
  const path = resolve(request.folder, config.data.file);
  const source = { kind: 'path', path, name: basename(path) } as const;
  const wire = connect();
  const recording = await recordRun(request, config, source, wire);
  return { ...recording, columns: (from, count) => columnsOf(wire.client, config.data, source, { from, count }) };
}

type Source = { readonly kind: 'path'; readonly path: string; readonly name: string };

async function recordRun(
  request: RecordingRequest,
  config: NetworkConfig,
  source: Source,
  wire: Wire,
): Promise<Omit<Recording, 'columns'>> {
  const runId = request.title;
  const { client } = wire;
  const run = await client.request('prepare', { runId, build: 1, title: request.title, config, source });
  const rates = Object.entries(request.rates ?? {}).sort((a, b) => Number(a[0]) - Number(b[0]));
  const marks: Mark[] = [];
  const moments: Moment[] = [];
  let at = 0;
  let frames = 1000;
  let seconds = 0;
  const advance = async (to: number): Promise<void> => {
    const before = performance.now();
    if (to > at) await client.request('advance', { runId, count: to - at });
    seconds += (performance.now() - before) / 1000;
    at = Math.max(at, to);
  };
  const speed = (): number => Number((at / Math.max(seconds, 1e-3)).toPrecision(2));
  for (const step of request.steps) {
    for (const [after, learningRate] of rates) {
      if (Number(after) < at || Number(after) >= step) continue;
      await advance(Number(after));
      const { mark } = await client.request('apply', { runId, change: { learningRate } });
      if (mark) marks.push(mark);
    }
    await advance(step);
    const moment = await look(wire, runId);
    if (moment)
      moments.push({
        frame: { ...moment.frame, frame: moments.length + 1 },
        status: { ...moment.status, stepsPerSecond: speed(), marks: [...marks] },
      });
  }
  const lookAgain = async (): Promise<Moment | null> => {
    const moment = await look(wire, runId);
    return moment && { frame: { ...moment.frame, frame: ++frames }, status: { ...moment.status, marks: [...marks] } };
  };
  return {
    run,
    moments,
    answer: (query) => client.request('query', { runId, build: 1, query }),
    models: modelMessages(client, { runId, config, source }),
    look: lookAgain,
  };
}

/** What the host sends of the columns of a table. */
async function columnsOf(
  client: RequestClient,
  data: NetworkConfig['data'],
  source: Source,
  stretch: { readonly from: number; readonly count: number },
): Promise<ColumnRows> {
  const summary = await client.request('describe', { source, options: tableOptionsOf(data) });
  const { target, features, types } = data;
  return columnRows(
    { targets: [target].flat(), features, types: new Map(Object.entries(types ?? {})) },
    summary,
    stretch,
  );
}

/** One frame of the run as it stands. */
async function look(wire: Wire, runId: string): Promise<Moment | null> {
  await wire.client.request('watch', { runId, visible: true });
  await new Promise((done) => setTimeout(done, 20));
  await wire.client.request('watch', { runId, visible: false });
  const { frame, status } = wire;
  return frame && status
    ? {
        frame,
        status: { ...status, message: textOf(status.message), pending: {}, marks: [], notice: '', progress: null },
      }
    : null;
}

/** The configuration in a `.nnconfig` file, before defaults are filled in. */
export function readConfig(path: string): { readonly config: NetworkConfig; readonly folder: string } {
  const { config, problems } = configDocument(readFileSync(path, 'utf8'));
  if (!config) throw new Error(`${path}: ${problems[0]?.message ?? 'not a configuration'}`);
  return { config, folder: dirname(path) };
}

/** A page gets sentences, as its host makes them of the worker's notices. */
function textOf(message: WorkerStatus['message']): string {
  return message === null ? '' : noticeText(message);
}
