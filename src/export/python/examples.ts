/** From a table to the examples of the training, in Python: the same rows, the same parts, drawn from the same seeds. */
import { columnsRead, inputSteps } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep } from '../../data/dataset/steps/step.ts';
import type { Library } from '../base/library.ts';
import { stepTexts } from '../base/steps.ts';
import type { Exported } from '../base/target.ts';
import { pythonTexts } from './program.ts';

/**
 * `examples(path)`: the lists of x and of y of the training part.
 * @param isShared among processes, each of which takes its share: `examples(path, rank, world)` says how many there are, too
 */
export function examplesFunction(exported: Exported, isShared = false): string {
  const { data } = exported.model.config;
  const { validation, test, seed, fold } = data.split;
  const lines = [
    'rows = read(path)',
    ...(data.missing === 'drop' ? ['rows = [row for row in rows if is_whole(row)]'] : []),
    'pairs = [(row, target(row)) for row in rows]',
    'pairs = [(row, y) for row, y in pairs if y is not None]',
    ...(test > 0 ? holding('test', `held_back(STRATA, ${test}, [${seed}, 1])`, exported) : []),
    ...(validation > 0 && !fold ? holding('validation', `held_back(STRATA, ${validation}, ${seed})`, exported) : []),
    ...(fold ? holding('validation', `fold_of(STRATA, ${fold.index}, ${fold.count}, [${seed}, 2])`, exported) : []),
    ...(isShared
      ? ['share = pairs[rank::world]', 'return len(pairs), [inputs(row) for row, _ in share], [y for _, y in share]']
      : ['return [inputs(row) for row, _ in pairs], [y for _, y in pairs]']),
  ];
  const title = isShared
    ? `def examples(path, rank, world):
    """How many examples the training part of a table has, and x and y of every world-th of them."""`
    : `def examples(path):
    """x and y of the training part of a table."""`;
  return `${title}
${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** @param held what of the pairs it is, with STRATA in the place of their classes */
function holding(part: string, held: string, { model }: Exported): string[] {
  const strata = {
    binary: '[y[0] for _, y in pairs]',
    multiclass: '[y.index(1) for _, y in pairs]',
    regression: '[0] * len(pairs)',
  };
  return [
    `# The ${part} part is held back.`,
    `held = ${held.replace('STRATA', strata[model.pipeline.task])}`,
    'pairs = [pair for k, pair in enumerate(pairs) if k not in held]',
  ];
}

/** `is_whole(row)`, where rows with a gap are left out. */
export function wholeFunction(exported: Exported): string {
  const { pipeline } = exported.model;
  const texts = pythonTexts(exported);
  const steps = inputSteps(pipeline).filter(isReadStep);
  const reads = columnsRead(steps).map((column) => {
    const step = steps.find((one) => one.column === column)!;
    return `        ${stepTexts([step], texts, []).lanes[0]},\n`;
  });
  return `def is_whole(row):
    """Whether every column that is read has a value."""
    return not any(math.isnan(value) for value in [
${reads.join('')}    ])`;
}

/** @param random the class whose numbers are NumPy's */
export const splitLibrary = (random: string): Library => ({
  held_back: `def held_back(strata, share, seed):
    """The examples that are held back: of every class its share, by largest remainders."""
    m = len(strata)
    count = min(m - 1, max(1, math.floor(share * m + 0.5))) if m >= 10 else 0
    groups = [[k for k in range(m) if strata[k] == code] for code in sorted(set(strata))]
    exact = [len(group) * count / m for group in groups]
    quotas = [min(math.floor(part), max(0, len(group) - 1)) for part, group in zip(exact, groups)]
    largest_first = sorted(range(len(groups)), key=lambda k: quotas[k] - exact[k])
    # A class gives its last example only where no other has one to give.
    for keep in (1, 0):
        moved = True
        while moved and sum(quotas) < count:
            moved = False
            for k in largest_first:
                if sum(quotas) < count and quotas[k] + keep < len(groups[k]):
                    quotas[k] += 1
                    moved = True
    random = ${random}(seed)
    held = set()
    for group, quota in zip(groups, quotas):
        random.shuffle(group)
        held.update(group[:quota])
    return held`,
  fold_of: `def fold_of(strata, index, count, seed):
    """The examples of a fold: every class is dealt out in a drawn order, the next one goes on where it ended."""
    random = ${random}(seed)
    dealt = []
    for code in sorted(set(strata)):
        group = [k for k in range(len(strata)) if strata[k] == code]
        random.shuffle(group)
        dealt += group
    return set(dealt[index::count])`,
});
