/** What the host sends to the page of a sweep: members trained by the command line; their curves are made up, down to the costs they ended at. */
import { runCommandLine } from '../../src/cli/commandLine.ts';
import { textTerminal } from '../../src/cli/terminal/terminal.ts';
import { quantile } from '../../src/core/evaluation/quantile.ts';
import { originMetrics } from '../../src/model/origin.ts';
import type { CurveBand, SweepPage, SweptMember, ToSweepView } from '../../src/protocol/sweep/sweepPage.ts';
import { sweepSummary } from '../../src/run/sweep/summary.ts';
import type { SweepMember } from '../../src/run/sweep/member.ts';

export interface SweptScene {
  readonly file: string;
  /** As the command line takes it. */
  readonly args: readonly string[];
  /** What the page says otherwise. */
  readonly page: Partial<SweepPage>;
  /** Members that have ended; all unless told. */
  readonly ended?: number;
}

const known = new Map<string, Promise<readonly SweepMember[]>>();

export async function sweptPage({ file, args, page, ended }: SweptScene): Promise<ToSweepView> {
  const key = [file, ...args].join('\n');
  const trained = known.get(key) ?? membersOf(file, args);
  known.set(key, trained);
  const all = await trained;
  const done = all.slice(0, ended);
  const varied = Object.keys(all[0]?.set ?? {});
  const own = { values: [0.01, 4, 'tanh'].slice(0, varied.length), seed: all[0]?.seed ?? 1 };
  const hasValidation = all.some(({ validationCost }) => validationCost !== null);
  const told: SweepPage = {
    ...{ file: file.slice(file.lastIndexOf('/') + 1), table: `${file.replace(/^.*\/(.*)\..*$/, '$1')}.csv` },
    ...{ state: 'finished', problem: '', all: all.length, secondsLeft: null, varied, own, folds: null, seeds: 1 },
    until: null,
    summary: sweepSummary(done, page.until !== undefined),
    bands: {
      cost: bandOf(done, (member) => member.cost),
      validationCost: hasValidation ? bandOf(done, (member) => member.validationCost) : null,
    },
    ...page,
  };
  return {
    type: 'sweepPage',
    page: told,
    members: done.map((member, place) => swept(member, place, varied)),
    isFirst: true,
  };
}

async function membersOf(file: string, args: readonly string[]): Promise<readonly SweepMember[]> {
  let [out, said] = ['', ''];
  const terminal = textTerminal(
    (text) => {
      out += text;
    },
    (text) => {
      said += text;
    },
  );
  if ((await runCommandLine(['sweep', file, '--json', ...args], terminal)) !== 0) throw new Error(said);
  return (JSON.parse(out) as { readonly members: readonly SweepMember[] }).members;
}

/** What was measured is another in each picture: seconds are made up. */
function swept(member: SweepMember, place: number, varied: readonly string[]): SweptMember {
  const { set, seed, fold, stopReason, stepReached, steps, epochs } = member;
  const figures = Object.fromEntries(originMetrics.map((name) => [name, member[name]])) as SweptMember['figures'];
  return {
    ...{ place, values: varied.map((path) => set[path]), seed, fold, stopReason, stepReached, steps, epochs, figures },
    seconds: 0.3 + (place % 7) / 10,
  };
}

const places = 120;

function bandOf(members: readonly SweepMember[], of: (member: SweepMember) => number | null): CurveBand | null {
  const last = Math.max(...members.map(({ steps }) => steps));
  const epochs = Math.max(...members.map((member) => member.epochs));
  if (members.length === 0) return null;
  const step = Float64Array.from({ length: places }, (_, place) => Math.round((last * place) / (places - 1)));
  const curves = members.map((member, index) => {
    const end = of(member) ?? 2;
    const pace = 5 + ((index * 7) % 13);
    return step.map((at) => end + (0.7 + (index % 9) / 40 - Math.min(0.69, end)) * Math.exp((-pace * at) / last));
  });
  const sorted = Array.from(step, (_, place) => Float64Array.from(curves, (curve) => curve[place] ?? 0).sort());
  const [low, middle, high] = [0.1, 0.5, 0.9].map((q) => Float64Array.from(sorted, (column) => quantile(column, q)));
  const epoch = step.map((at) => (at * epochs) / last);
  return low && middle && high
    ? { step, epoch, low, middle, high, own: members[0]?.fold === null ? (curves[0] ?? null) : null }
    : null;
}
