import assert from 'node:assert/strict';
import { parseCommandLine as parse } from '../../../../src/cli/command/arguments.ts';
import { listOption } from '../../../../src/cli/command/option.ts';
import { type Invocation, verb } from '../../../../src/cli/command/verb.ts';
import { verbs } from '../../../../src/cli/verbs.ts';
import { CliFailure } from '../../../../src/cli/terminal/failure.ts';

function parseCommandLine(args: readonly string[], table = verbs): Pick<Invocation, 'name' | 'values'> {
  const { name, values } = parse(args, table);
  return { name, values };
}

describe('parseCommandLine(args, verbs)', () => {
  it('reads every option of train, in both spellings', () => {
    const command = parseCommandLine([
      'train',
      'flower.csv',
      '--target',
      'label',
      '--set',
      'training.learningRate=0.1',
      '--set=training.epochs=5',
      '--costs-at=1000,0,1000',
      '--predictions',
      'out.csv',
      '--threads',
      '2',
      '--json',
    ]);
    assert.deepEqual(command, {
      name: 'train',
      values: {
        file: 'flower.csv',
        targets: ['label'],
        set: ['training.learningRate=0.1', 'training.epochs=5'],
        costsAt: [0, 1000],
        predictions: 'out.csv',
        record: null,
        save: null,
        withOptimizer: false,
        weights: null,
        threads: 2,
        json: true,
        language: null,
      },
    });
  });

  it('takes options before the file, and a file that begins with a dash behind --', () => {
    const command = parseCommandLine(['describe', '--json', '--', '-odd.csv']);
    assert.deepEqual(command, {
      name: 'describe',
      values: { file: '-odd.csv', set: [], json: true, language: null },
    });
  });

  it('answers --help, -h and --version whatever else there is', () => {
    assert.equal(parseCommandLine(['--help']).name, 'help');
    assert.equal(parseCommandLine(['train', '-h']).name, 'help');
    assert.equal(parseCommandLine(['--version']).name, 'version');
  });

  const wrong: readonly (readonly [args: readonly string[], sentence: RegExp])[] = [
    [[], /Say what to do/],
    [['-x'], /There is no option -x/],
    [['--fast'], /There is no option --fast/],
    [['--json'], /Say what to do/],
    [['trian', 'a.csv'], /"trian" is not a command/],
    [['trian', 'a.csv'], /did you mean train/],
    [['train', 'a.csv', '--cost-at', '1'], /There is no option --cost-at.*did you mean --costs-at/],
    [['predict', 'a.safetensors'], /"predict" needs TABLE/],
    [['predict', 'a.safetensors', 'a.csv', 'b.csv'], /"predict" takes MODEL TABLE; "b.csv" is one too many/],
    [['constructor', 'a.csv'], /"constructor" is not a command/],
    [['train'], /"train" needs FILE \(CSV, .nnconfig\)/],
    [['train', ''], /file name is empty/],
    [['train', 'a.csv', 'b.csv'], /"train" takes FILE; "b.csv" is one too many/],
    [['train', 'a.csv', '--fast'], /There is no option --fast/],
    [['train', 'a.csv', '-x'], /There is no option -x/],
    [['describe', 'a.csv', '--target', 'a'], /"describe" has no option --target/],
    [['train', 'a.csv', '--target'], /--target needs a value/],
    [['train', 'a.csv', '--target', '--json'], /--target needs a value/],
    [['train', 'a.csv', '--target='], /--target needs a value/],
    [['train', 'a.csv', '--json=yes'], /--json takes no value/],
    [['train', 'a.csv', '--costs-at', '0,x'], /"x" is not one/],
    [['train', 'a.csv', '--costs-at', '1.5'], /"1.5" is not one/],
    [['train', 'a.csv', '--costs-at=-1'], /"-1" is not one/],
    [['train', 'a.csv', '--predictions', 'a', '--predictions', 'b'], /once/],
    [['train', 'a.csv', '--threads', 'two'], /--threads takes a number up to 8; "two" is not one/],
    [['train', 'a.csv', '--threads', '9'], /up to 8/],
    [['train', 'a.csv', '--threads', '1', '--threads', '2'], /once/],
    [['shapes', 'a.csv', '--threads', '2'], /"shapes" has no option --threads/],
  ];
  for (const [args, sentence] of wrong) {
    it(`refuses [${args.join(' ')}] with exit code 2`, () => {
      assert.throws(
        () => parseCommandLine(args),
        (error) => error instanceof CliFailure && error.exitCode === 2 && sentence.test(error.message),
      );
    });
  }

  it('finds verbs of a group by two words, and tells them where the second is missing or wrong', () => {
    const names = { name: 'name', takes: 'NAME', help: 'a name' };
    const row = (name: string) =>
      verb({ name, operands: {}, options: { names: listOption(names) }, help: name, json: [], run: async () => 0 });
    const others = verbs.filter((one) => !one.name.startsWith('runs '));
    const table = [...others, row('runs list'), row('runs compare')];
    assert.deepEqual(parseCommandLine(['runs', 'compare', '--name', 'a'], table), {
      name: 'runs compare',
      values: { names: ['a'] },
    });
    assert.throws(() => parseCommandLine(['runs'], table), /Say what to do: runs list, runs compare/);
    assert.throws(
      () => parseCommandLine(['runs', 'lits'], table),
      /"runs lits" is not a command.*did you mean runs list/,
    );
    assert.throws(
      () => parseCommandLine(['runs', 'list', 'a'], table),
      /"runs list" stands alone; "a" is one too many/,
    );
  });

  it('has each name of an option in one kind only, and every verb with --json and --language', () => {
    const kinds = new Map<string, boolean>();
    for (const { name, options } of verbs) {
      for (const option of options) {
        const isSwitch = option.takes === null;
        assert.equal(kinds.get(option.name) ?? isSwitch, isSwitch, option.name);
        kinds.set(option.name, isSwitch);
      }
      assert.deepEqual(
        options.slice(-2).map((option) => option.name),
        ['json', 'language'],
        name,
      );
    }
  });
});
