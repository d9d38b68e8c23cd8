/** The words for a verdict: what was found, and what to try. */
import { percentDigits } from '../../core/evaluation/percent.ts';
import type { Verdict, VerdictCode } from '../../core/evaluation/verdict.ts';
import type { JsonNotice } from './notice.ts';
import { localize, signed } from './localize.ts';

type Values = Verdict['values'];
type Sentence = (values: Values, classes: readonly string[]) => string;

/** @param classes names in code order */
export function verdictText({ code, values }: Verdict, classes: readonly string[]): string {
  return sentences[code](values, classes);
}

/** A finding as `--json` has it: values by name, shares from 0 to 1. */
export function jsonVerdict(
  found: Verdict,
  classes: readonly string[],
): Omit<JsonNotice, 'values'> & Pick<Verdict, 'severity' | 'values'> {
  const { code, severity, values } = found;
  return { code, severity, message: verdictText(found, classes), values };
}

const sentences: Readonly<Record<VerdictCode, Sentence>> = {
  diverged: ({ step, cost }) =>
    cost === undefined
      ? localize(
          'The training diverged after step {0}. Try a learning rate a third as large, or standardize the data.',
          count(step),
        )
      : localize(
          'The training ran away: after step {0} the cost was {1}, a million times what it was. Try a ' +
            'learning rate a third as large, or standardize the data.',
          count(step),
          figure(cost),
        ),
  costRose: ({ start, end }) =>
    localize(
      'The cost ended at {0}, above its start of {1}. Try a learning rate a tenth as large.',
      figure(end),
      figure(start),
    ),
  nothingLearned: ({ start, end }) =>
    localize(
      'Nothing was learned: the cost ended at {0}, less than 1 % below its start of {1}. Try a larger ' +
        'learning rate, other initial weights or more epochs.',
      figure(end),
      figure(start),
    ),
  noBetterThanConstant: (values, classes) => againstConstant(values, classes[Number(values.answer)] ?? ''),
  rSquaredNotPositive: ({ part, r2 }) =>
    part === 'validation'
      ? localize(
          'No better than always the mean: R² of the validation part is {0}. Try other features, fewer units or early stopping.',
          figure(r2),
        )
      : localize('No better than always the mean: R² is {0}. Try other features or more units.', figure(r2)),
  noBetterThanLinear: againstLinear,
  bestWasEarlier: ({ epoch, cost, end }) =>
    localize(
      'The best epoch was {0}: the validation cost was {1} there and is {2} now. Take back those weights, or stop early next time.',
      count(epoch),
      figure(cost),
      figure(end),
    ),
  minority: ({ class: code, support, m, recall, balanced }, classes) =>
    localize(
      '"{0}" is rare ({1} of {2}): {3} of them are found; balanced accuracy {4}.',
      classes[Number(code)] ?? '',
      count(support),
      count(m),
      percent(recall),
      percent(balanced),
    ),
};

function againstConstant({ part, right, m, constantRight }: Values, answer: string): string {
  const [own, constant] = [rightOf(right, m), rightOf(constantRight, m)];
  return part === 'validation'
    ? localize(
        'No better than always "{0}": {1} of the validation part is right, {2} would be. Try other features, or weigh the classes.',
        answer,
        own,
        constant,
      )
    : localize(
        'No better than always "{0}": {1} is right, {2} would be. Try more hidden units, another learning rate or other features.',
        answer,
        own,
        constant,
      );
}

function againstLinear({ right, m, linearRight, r2, linearR2 }: Values): string {
  return right === undefined
    ? localize('A linear regression does better: R² {0} against {1}.', figure(linearR2), figure(r2))
    : localize('A logistic regression does better: {0} right against {1}.', rightOf(linearRight, m), rightOf(right, m));
}

function count(value: Values[string] | undefined): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Four digits are enough to see which is larger. */
function figure(value: Values[string] | undefined): string {
  return signed(Number(Number(value).toPrecision(4)));
}

function rightOf(right: Values[string] | undefined, m: Values[string] | undefined): string {
  return `${percentDigits({ right: Number(right), m: Number(m) })} %`;
}

function percent(share: Values[string] | undefined): string {
  return `${percentDigits(Number(share))} %`;
}
