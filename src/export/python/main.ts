/** What a program does when it is run, and what it says of that. */
import type { Exported } from '../base/target.ts';
import { commentText, quoted } from '../base/words.ts';

/** @param trains whether it can train, too */
export function usage({ stem, model }: Exported, trains: boolean): string {
  const table = /^[\w.-]+$/.test(model.origin.table.name) ? model.origin.table.name : 'TABLE.csv';
  const program = `${commentText(stem)}.py`;
  const lines = [
    `    python ${program} ${table}`,
    '        predictions of a table, as CSV',
    `    python ${program} --check`,
    '        compares with the answers of the network that this was made from',
    ...(trains
      ? [
          `    python ${program} --train ${table} 1000`,
          '        trains 1000 steps from the beginning and prints the cost',
        ]
      : []),
  ];
  return lines.join('\n');
}

/** The names of the columns that are printed. */
function answerNames({ model }: Exported): string[] {
  const { task, classes, targets } = model.pipeline;
  if (task === 'regression')
    return targets.map(({ column }) => (targets.length === 1 ? 'prediction' : `prediction:${column}`));
  return ['prediction', ...classes.map((name) => `probability:${name}`)];
}

const trainingCall = `    if len(arguments) == 3 and arguments[0] == "--train":
        train(arguments[1], int(arguments[2]))
        return 0
`;

export function mainFunction(exported: Exported, trains: boolean): string {
  const { task, classes } = exported.model.pipeline;
  const names = answerNames(exported).map(quoted).join(', ');
  const isClasses = task !== 'regression';
  const row = isClasses ? '[CLASSES[found.index(max(found))], *found]' : 'found';
  const list = isClasses ? `CLASSES = [${classes.map(quoted).join(', ')}]\n\n\n` : '';
  return `${list}def main(arguments):
    sys.stdout.reconfigure(encoding="utf-8")
    if arguments == ["--check"]:
        return check()
${trains ? trainingCall : ''}    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    table = csv.writer(sys.stdout, lineterminator="\\n")
    table.writerow([${names}])
    table.writerows(${row} for found in answers(read(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))`;
}
