import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../src/cli/arguments.ts';
import { CliFailure } from '../../../src/cli/failure.ts';

describe('parseCommandLine(args)', () => {
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
      options: {
        file: 'flower.csv',
        targets: ['label'],
        set: ['training.learningRate=0.1', 'training.epochs=5'],
        costsAt: [0, 1000],
        predictions: 'out.csv',
        save: null,
        weights: null,
        threads: 2,
        json: true,
      },
    });
  });

  it('takes options before the file, and a file that begins with a dash behind --', () => {
    const command = parseCommandLine(['describe', '--json', '--', '-odd.csv']);
    assert.deepEqual(command, { name: 'describe', options: { file: '-odd.csv', targets: [], set: [], json: true } });
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
    [['constructor', 'a.csv'], /"constructor" is not a command/],
    [['train'], /"train" needs a file/],
    [['train', ''], /file name is empty/],
    [['train', 'a.csv', 'b.csv'], /"b.csv" is one too many/],
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
});
