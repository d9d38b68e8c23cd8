/** Trainings that together have every activation, loss, optimiser, schedule, initialisation and kind of column: what no export may lack. */
import { hiddenActivations, regressionLosses } from '../../../src/core/network/network.ts';
import { initializationSchemes } from '../../../src/core/network/initializers.ts';
import { RandomState } from '../../../src/core/network/random.ts';
import { scheduleKinds } from '../../../src/core/training/schedule.ts';
import { optimizers } from '../../../src/core/training/settings.ts';

export interface Case {
  readonly name: string;
  readonly table: string;
  readonly config: { readonly data: object; readonly network: object; readonly training: object };
}

/** Numbers with gaps, words in several spellings, yes and no, dates, counts; answers of each kind. */
export function mixedTable(rows: number, seed: number): string {
  const random = new RandomState(seed);
  const lines = Array.from({ length: rows }, (_, i) => {
    const [a, b] = [random.randn(), random.randn()];
    const width = i % 11 === 3 ? '' : (40 + 3 * a).toFixed(2);
    const site = ['north', 'South', 'east', 'Zürich'][random.randint(0, 4)]!;
    const spelled = i % 9 === 0 ? site.toUpperCase() : site;
    const yes = random.random() < 0.4 ? 'yes' : 'no';
    const open = i % 13 === 5 ? 'NA' : yes;
    const day = new Date(Date.UTC(2024, 0, 1 + random.randint(0, 700))).toISOString().slice(0, 10);
    const visits = Math.floor(Math.exp(2 + b));
    const kind = ['small', 'middle', 'large'][Number(a + b > -0.8) + Number(a + b > 0.8)]!;
    const price = (100 * Math.exp(0.3 * a - 0.2 * b + 0.05 * random.randn())).toFixed(2);
    const weight = (5 + a - 2 * b + 0.1 * random.randn()).toFixed(3);
    return [width, b.toFixed(3), spelled, open, day, visits, a > b ? 'won' : 'lost', kind, price, weight].join(',');
  });
  return `width,depth,place,open,day,visits,result,kind,price,weight\n${lines.join('\n')}\n`;
}

const features = ['width', 'depth', 'place', 'open', 'day', 'visits'];

const targets: readonly { readonly target: string | readonly string[]; readonly transform?: object }[] = [
  { target: 'result' },
  { target: 'kind' },
  { target: 'price', transform: { price: 'log1p', visits: 'log1p' } },
  { target: ['price', 'weight'] },
];

/** One case an index: each goes on to the next row of every table. */
export function caseOf(index: number): Case {
  const next = <T>(list: readonly T[], shift = 0): T => list[(index + shift) % list.length]!;
  const { target, transform } = next(targets);
  const isNumbers = target === 'price' || typeof target !== 'string';
  const activation = next(hiddenActivations);
  const optimizer = next(optimizers);
  const schedule = next(scheduleKinds, Math.floor(index / 3));
  const scheme = next(
    initializationSchemes.filter((one) => one !== ('file' as string)),
    2,
  );
  const loss = isNumbers ? next(regressionLosses, Math.floor(index / 4)) : 'auto';
  return {
    name: `${[target].flat().join('+')} ${activation} ${optimizer} ${loss} ${schedule} ${scheme}`,
    table: mixedTable(60, index + 1),
    config: {
      data: {
        ...{ target, features: index % 3 === 2 ? [...features.slice(0, 4), 'visits'] : features },
        ...{ missing: index % 4 === 3 ? 'drop' : 'mean', standardize: index % 5 !== 4 },
        ...{ split: { validation: index % 2 === 0 ? 0.2 : 0, test: index % 3 === 0 ? 0.15 : 0, seed: index } },
        ...(index % 3 === 1 ? { derived: ['width^2', 'width*depth', 'sin(depth)', 'abs(depth)'] } : {}),
        ...(transform ? { transform } : {}),
      },
      network: {
        layers: [
          { units: 4, activation },
          { units: 3, activation: next(hiddenActivations, 1) },
        ],
        initialization: { scheme, scale: 0.3, value: 0.1, seed: index + 7 },
      },
      training: {
        ...{ optimizer, loss, batchSize: index % 3 === 0 ? 'full' : 16, epochs: 40, learningRate: 0.003 },
        ...{ l2: index % 2 === 0 ? 0.05 : 0, shuffleSeed: index, precision: 'float64' },
        schedule: { kind: schedule, warmUp: index % 2 === 0 ? 3 : 0, every: 10, factor: 0.5, to: 0.1 },
      },
    },
  };
}

/** As many as the longest of the tables has rows: each row is met at least once. */
export const caseCount = Math.max(hiddenActivations.length, optimizers.length, 12);
