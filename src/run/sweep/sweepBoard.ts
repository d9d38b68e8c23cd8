/** What is known of a sweep while it goes on: its members as they end, and what they come to as a whole. */
import type { SweepGroup } from '../../config/sweep/sweepPlan.ts';
import { sameValue } from '../../config/text/difference.ts';
import { quantile } from '../../core/evaluation/quantile.ts';
import { stepsPerEpoch } from '../../core/training/batches.ts';
import { originMetrics } from '../../model/origin.ts';
import type { SweepWork } from '../../protocol/sweep/sweepApi.ts';
import type {
  BandFigure,
  CurveBand,
  SweepPage,
  SweepState,
  SweptFigures,
  SweptMember,
} from '../../protocol/sweep/sweepPage.ts';
import type { KeptMember } from './keptSweep.ts';
import type { SweepMember } from './member.ts';
import { curveEpochs, type MemberCurve } from './memberCurve.ts';
import { sweepSummary } from './summary.ts';

export class SweepBoard {
  readonly #work: SweepWork;
  readonly #groups: readonly SweepGroup[];
  /** Of each member, by its place. */
  readonly #groupAt = new Map<number, SweepGroup>();
  readonly #all: number;
  readonly #own: SweepPage['own'];
  readonly #found = new Map<number, KeptMember>();
  /** Epochs at which curves are taken. */
  readonly epochs: readonly number[];

  /** @param groups what it trains in all */
  constructor(work: SweepWork, groups: readonly SweepGroup[]) {
    this.#work = work;
    this.#groups = groups;
    for (const group of groups) for (const i of group.seeds.keys()) this.#groupAt.set(group.first + i, group);
    this.#all = this.#groupAt.size;
    const { config, variations } = work;
    this.#own = {
      values: variations.map(({ keys }) => valueAt(config, keys)),
      seed: config.network.initialization.seed,
    };
    this.epochs = curveEpochs(config.training.epochs);
  }

  /** Members that have not ended yet. */
  get missing(): number {
    return this.#all - this.#found.size;
  }

  get members(): readonly SweptMember[] {
    return [...this.#found.values()].map(sweptMember);
  }

  /** One that ended earlier; what is no member of this sweep is left out. */
  restore(member: KeptMember): void {
    const { length } = this.epochs;
    const { cost, validationCost } = member.curve;
    const isWhole = cost.length === length && (validationCost === null || validationCost.length === length);
    if (isWhole && this.#isPlanned(member)) this.#found.set(member.place, member);
  }

  #isPlanned({ place, seed, fold, values }: KeptMember): boolean {
    const group = this.#groupAt.get(place);
    const set = group && this.#work.variations.map(({ path }) => group.set[path]);
    return group?.seeds[place - group.first] === seed && (group.fold?.index ?? null) === fold && sameValue(values, set);
  }

  add(place: number, member: SweepMember, curve: MemberCurve): KeptMember {
    const { set, seed, fold, stopReason, stepReached, steps, epochs, seconds, m } = member;
    const kept: KeptMember = {
      ...{ place, values: this.#work.variations.map(({ path }) => set[path]), seed, fold, stopReason, stepReached },
      ...{ steps, epochs, seconds, figures: figuresOf(member), m, curve },
    };
    this.#found.set(place, kept);
    return kept;
  }

  /** Groups without the members that have ended. */
  get rest(): readonly SweepGroup[] {
    return this.#groups.flatMap((group) => {
      const parts: SweepGroup[] = [];
      for (const [i, seed] of group.seeds.entries()) {
        const place = group.first + i;
        const last = parts.at(-1);
        if (this.#found.has(place)) continue;
        // Members of a group lie side by side.
        if (last && last.first + last.seeds.length === place)
          parts[parts.length - 1] = { ...last, seeds: [...last.seeds, seed] };
        else parts.push({ ...group, seeds: [seed], first: place });
      }
      return parts;
    });
  }

  page(state: SweepState, secondsLeft: number | null): SweepPage {
    const { file, table, variations, folds, seeds, until } = this.#work;
    const found = [...this.#found.values()];
    const summed = found.map(({ figures, stepReached }) => ({ ...figures, stepReached }));
    return {
      ...{ file, table, state, problem: '', all: this.#all, secondsLeft, own: this.#own },
      varied: variations.map(({ path }) => path),
      ...{ folds, seeds: seeds ?? 1, until },
      summary: sweepSummary(summed, until !== null),
      bands: { cost: this.#band('cost', found), validationCost: this.#band('validationCost', found) },
    };
  }

  /** `null` where no member has the figure. */
  #band(figure: BandFigure, found: readonly KeptMember[]): CurveBand | null {
    const curves = found.flatMap(({ curve }) => (curve[figure] ? [curve[figure]] : []));
    const [first] = found;
    if (!first || curves.length === 0) return null;
    const perEpoch = stepsPerEpoch(this.#work.config.training.batchSize, first.m);
    const own = found.find((member) => this.#isOwn(member))?.curve[figure];
    const sorted = this.epochs.map((_, i) => Float64Array.from(curves.flatMap((curve) => curve[i] ?? [])).sort());
    const at = (q: number) => Float64Array.from(sorted, (values) => quantile(values, q));
    return {
      step: Float64Array.from(this.epochs, (epoch) => epoch * perEpoch),
      epoch: Float64Array.from(this.epochs),
      ...{ low: at(0.1), middle: at(0.5), high: at(0.9) },
      own: own ? Float64Array.from(own, (value) => value ?? Number.NaN) : null,
    };
  }

  #isOwn({ values, seed, fold }: SweptMember): boolean {
    return fold === null && seed === this.#own.seed && JSON.stringify(values) === JSON.stringify(this.#own.values);
  }
}

/** Without what only the band needs. */
function sweptMember({ m: _m, curve: _curve, ...member }: KeptMember): SweptMember {
  return member;
}

function figuresOf(member: SweepMember): SweptFigures {
  return Object.fromEntries(originMetrics.map((name) => [name, member[name]])) as SweptFigures;
}

function valueAt(value: unknown, keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}
