/** A model file in words: what it reads, what it predicts, where it comes from. */
import type { ModelPage, OwnModel } from '../../src/protocol/modelView.ts';
import { localize } from '../kit/text/l10n.ts';
import { formatCost, formatCount, formatHundredths, formatPercent, formatValue } from '../kit/text/number.ts';

type ModelInput = OwnModel['inputs'][number];

/** Words listed one by one. */
const maxWords = 8;

/** "Predicts species: Adelie, Chinstrap or Gentoo." */
export function targetSentence({ run }: OwnModel): string {
  const { task, targets, classes } = run;
  const named = targets.join(', ');
  if (task === 'regression') return localize('Predicts numbers: {0}.', named);
  return localize('Predicts {0}: {1}.', named, listed(classes));
}

/** "a number; 3.76 where it is missing" */
export function inputText({ kind, words, standIn }: ModelInput): string {
  const what = {
    number: localize('a number'),
    date: localize('a date'),
    words: localize('one of {0}', listed(words)),
  }[kind];
  if (standIn === null) return localize('{0}; a row without it is left out', what);
  return localize('{0}; {1} where it is missing', what, typeof standIn === 'number' ? formatValue(standIn) : standIn);
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, maxWords).join(', ');
  return words.length > maxWords ? localize('{0} and {1} more', shown, formatCount(words.length - maxWords)) : shown;
}

/** Where it comes from, as pairs of a name and what is known of it. */
export function originRows({ origin, run, withOptimizer }: OwnModel): readonly (readonly [string, string])[] {
  const { table, metrics, step, epoch, precision, engine, version, time } = origin;
  const figure = (own: number | null, accuracy: number | null, r2: number | null): string => {
    const metric = run.task === 'regression' ? `R² ${formatHundredths(r2)}` : formatPercent(accuracy);
    return `${metric} · ${localize('cost')} ${formatCost(own)}`;
  };
  const part = (m: number, text: string): string => `${text} · ${localize('{0} examples', formatCount(m))}`;
  const { m, mValidation, mTest } = run;
  return [
    [localize('table'), tableText(table)],
    [localize('trained'), part(m, figure(metrics.cost, metrics.trainAccuracy, metrics.r2))],
    ...(mValidation > 0
      ? [
          [
            localize('validation'),
            part(mValidation, figure(metrics.validationCost, metrics.validationAccuracy, metrics.validationR2)),
          ] as const,
        ]
      : []),
    ...(mTest > 0
      ? [[localize('test'), part(mTest, figure(metrics.testCost, metrics.testAccuracy, metrics.testR2))] as const]
      : []),
    [localize('step'), `${formatCount(step)} · ${localize('epoch {0}', formatCount(epoch))}`],
    [localize('computed'), `${precision === 'float32' ? 'Float32' : 'Float64'} · ${engine}`],
    [localize('with the optimizer’s averages'), withOptimizer ? localize('yes') : localize('no')],
    [localize('saved'), `${timeText(time)} · ${localize('version {0}', version)}`],
  ];
}

function tableText({ name, bytes, rows }: OwnModel['origin']['table']): string {
  const size = bytes > 0 ? ` · ${byteText(bytes)}` : '';
  return `${name} · ${localize('{0} rows', formatCount(rows))}${size}`;
}

/** As the user's language writes it; as it stands there when it is none. */
function timeText(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toLocaleString(document.documentElement.lang || undefined);
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** "1.4 MB", in powers of ten. */
export function byteText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? formatCount(bytes) : value.toPrecision(3)}\u00a0${units[power]}`;
}

/** "GPT2 · 148 tensors · 124,439,808 numbers" for a foreign file. */
export function tensorSentence({ tensors, tensorsOmitted }: ModelPage): string {
  const numbers = tensors.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const count = localize('{0} tensors', formatCount(tensors.length + tensorsOmitted));
  return tensorsOmitted > 0 ? count : `${count} · ${localize('{0} numbers', formatCount(numbers))}`;
}
