import assert from 'node:assert/strict';
import { fileProblem } from '../../../../src/config/problems/fileProblem.ts';
import { type FixFacts, fixesFor } from '../../../../src/config/language/fixes.ts';
import { roundedDown } from '../../../../src/config/language/fixes/networkFixes.ts';
import { problemsFor } from '../../../../src/config/problems/problems.ts';
import { applyEdits } from '../../../../src/config/text/textEdit.ts';
import type { TableSummary } from '../../../../src/data/columns/summary.ts';
import { brokenTexts } from '../problems/brokenConfigs/corpus.ts';
import { garden, summaryOf } from '../table.ts';

const data = '"data": { "file": "g.csv", "target": "species", "features": ["height", "width"] }';

describe('fixesFor(text, problem, summary)', () => {
  let summary: TableSummary;
  before(async () => {
    const far = garden.split('\n').map((line, row) => `${line},${row === 0 ? 'far,same' : `${row * 1e6},1`}`);
    summary = await summaryOf(far.join('\n'));
  });

  /** Titles of the fixes of the problem with this code; the first may be marked with a star as preferred. */
  const titles = (text: string, code: string, facts?: FixFacts) =>
    fixes(text, code, facts).map(({ title, preferred }) => `${preferred ? '* ' : ''}${title}`);
  const fixes = (text: string, code: string, facts?: FixFacts) => {
    const problem = problemsFor(text, summary, facts?.start ?? null).find((found) => found.code === code);
    assert.ok(problem, `${code} is found`);
    return fixesFor(text, problem, summary, facts);
  };
  const fixed = (text: string, code: string, title: string, facts?: FixFacts) => {
    const fix = fixes(text, code, facts).find((found) => found.title === title);
    assert.ok(fix, `${title} is offered`);
    return applyEdits(text, fix.edits);
  };
  /** Applies the first fix and expects the problem to be gone. */
  const cures = (text: string, code: string, facts?: FixFacts) => {
    const [first] = fixes(text, code, facts);
    assert.ok(first, `${code} has a fix`);
    const after = applyEdits(text, first.edits);
    assert.ok(!problemsFor(after, summary, null).some((found) => found.code === code), `${after} is cured`);
    return after;
  };

  it('puts right what the syntax lacks', () => {
    assert.equal(cures('{ "a": 1 "b": 2 }', 'syntax'), '{ "a": 1, "b": 2 }');
    assert.equal(cures('{ "a": 1 // one\n  "b": 2 }', 'syntax'), '{ "a": 1, // one\n  "b": 2 }');
    assert.equal(cures(`{ ${data.replace(': {', ' {')} }`, 'syntax'), `{ ${data} }`);
    assert.equal(cures(`{ ${data}`, 'syntax'), `{ ${data}}`);
    assert.equal(cures(`{ 'data': {} }`, 'syntax'), '{ "data": {} }');
    assert.equal(cures('{ data: {} }', 'syntax'), '{ "data": {} }');
    assert.equal(cures(`{ ${data} } {}`, 'syntax'), `{ ${data} } `);
    assert.equal(cures(`{ ${data} } /* end`, 'syntax'), `{ ${data} } /* end */`);
    assert.equal(
      cures('{ "data": { "file": "a.csv,\n "target": "y" } }', 'syntax'),
      '{ "data": { "file": "a.csv",\n "target": "y" } }',
    );
  });

  it('removes the second of two keys', () => {
    assert.equal(
      cures(`{ ${data}, "training": { "l2": 0.5, "l2": 0.25 } }`, 'duplicateKey'),
      `{ ${data}, "training": { "l2": 0.5 } }`,
    );
  });

  it('replaces, moves or removes a key that is unknown', () => {
    const misspelt = `{ ${data}, "training": { "learning_rate": 0.5 } }`;
    assert.deepEqual(titles(misspelt, 'unknownKey'), ['* Replace with "learningRate"', 'Remove this key']);
    assert.equal(cures(misspelt, 'unknownKey'), misspelt.replace('learning_rate', 'learningRate'));
    const astray = `{ ${data}, "epochs": 5 }`;
    assert.equal(fixed(astray, 'unknownKey', 'Move to "training"'), `{ ${data}, "training": { "epochs": 5 } }`);
    assert.equal(fixed(astray, 'unknownKey', 'Remove this key'), `{ ${data} }`);
  });

  it('adds what is missing, from the files and columns that there are', () => {
    const noFile = '{ "data": { "target": "species" } }';
    assert.deepEqual(titles(noFile, 'missingKey', { files: ['g.csv', 'h.csv'] }), [
      'Add "file": "g.csv"',
      'Add "file": "h.csv"',
    ]);
    assert.equal(
      cures('{ "data": { "file": "g.csv" } }', 'missingKey'),
      '{ "data": { "file": "g.csv", "target": "species" } }',
    );
    assert.match(cures(`{ ${data}, "training": { "earlyStopping": {} } }`, 'missingKey'), /"patience": 20/);
  });

  it('replaces a value by the nearest that is allowed', () => {
    const value = (part: string, code: string) => cures(`{ ${data}, ${part} }`, code).slice(data.length + 4, -2);
    assert.equal(value('"training": { "epochs": 2.6 }', 'wrongType'), '"training": { "epochs": 3 }');
    assert.equal(value('"training": { "learningRate": "0,1" }', 'wrongType'), '"training": { "learningRate": 0.1 }');
    assert.equal(value('"training": { "l2": -4 }', 'outOfRange'), '"training": { "l2": 0 }');
    assert.equal(value('"training": { "momentum": 1 }', 'outOfRange'), '"training": { "momentum": 0.9 }');
    assert.equal(value('"training": { "batchSize": 0 }', 'outOfRange'), '"training": { "batchSize": 1 }');
    assert.equal(value('"training": { "optimizer": "adma" }', 'unknownValue'), '"training": { "optimizer": "adam" }');
    assert.deepEqual(titles('{ "data": { "file": "g.csv", "target": "species", "standardize": "no" } }', 'wrongType'), [
      'Replace with false',
      'Replace with true',
    ]);
  });

  it('replaces or removes names of columns', () => {
    const unknown = '{ "data": { "file": "g.csv", "target": "species", "features": ["hieght", "width"] } }';
    assert.deepEqual(titles(unknown, 'unknownColumn'), ['* Replace with "height"', 'Remove from the features']);
    cures(unknown, 'unknownColumn');
    const features = (list: string) => `{ "data": { "file": "g.csv", "target": "species", "features": ${list} } }`;
    assert.equal(cures(features('["species", "width"]'), 'targetAmongFeatures'), features('["width"]'));
    assert.equal(cures(features('["width", "width"]'), 'duplicateColumn'), features('["width"]'));
    assert.equal(cures(features('["same", "width"]'), 'constantFeature'), features('["width"]'));
    assert.equal(cures(features('["id"]'), 'idFeature'), '{ "data": { "file": "g.csv", "target": "species" } }');
    assert.match(cures('{ "data": { "file": "g.csv", "target": "same" } }', 'oneClass'), /"target": "species"/);
    assert.match(
      cures('{ "data": { "file": "g.csv", "target": "nothing like it" } }', 'unknownColumn'),
      /"target": "species"/,
    );
  });

  it('names the table that was probably meant', () => {
    const text = '{ "data": { "file": "irs.csv", "target": "y" } }';
    const problem = fileProblem(text, { kind: 'missing' }, 'irs.csv', ['xor.csv', 'iris.csv']);
    assert.equal(
      problem.message,
      'There is no file "irs.csv"; it is looked for relative to this configuration. Did you mean "iris.csv"?',
    );
    assert.deepEqual(
      [problem.line, problem.column, text.slice(problem.offset, problem.offset + problem.length)],
      [1, 21, '"irs.csv"'],
    );
    assert.deepEqual(
      fixesFor(text, problem, null, { files: ['xor.csv', 'iris.csv'] }).map(({ title, preferred }) => [
        title,
        preferred,
      ]),
      [
        ['Replace with "iris.csv"', true],
        ['Replace with "xor.csv"', false],
      ],
    );
    const titles = (failure: Parameters<typeof fileProblem>[1], of = text) =>
      fixesFor(of, fileProblem(of, failure, 'irs.csv'), null, { files: ['xor.csv'] }).map(({ title }) => title);
    assert.deepEqual(titles({ kind: 'refused', fault: 'absolute' }), ['Replace with "xor.csv"']);
    const encoded = '{ "data": { "file": "irs.csv", "target": "y", "encoding": "utf-8" } }';
    const unreadable = { kind: 'unreadable', reason: 'no utf-8.', key: 'encoding' } as const;
    assert.deepEqual(titles(unreadable, encoded), ['Let the reader find the encoding']);
    assert.equal(fileProblem(encoded, unreadable, 'irs.csv').offset, encoded.indexOf('"utf-8"'));
    // Nobody has named the encoding: the file is at fault.
    assert.deepEqual(titles(unreadable), ['Replace with "xor.csv"']);
    assert.equal(fileProblem(text, unreadable, 'irs.csv').offset, text.indexOf('"irs.csv"'));
    const codes = (['empty', 'folder'] as const).map((kind) => fileProblem(text, { kind }, 'irs.csv').code);
    assert.deepEqual(codes, ['fileEmpty', 'fileIsFolder']);
    const reasons = ['workspace', 'link', 'folders', 'restricted'] as const;
    const outside = reasons.map((because) => fileProblem(text, { kind: 'outside', because }, 'irs.csv'));
    assert.equal(new Set(outside.map(({ message }) => message)).size, reasons.length);
    assert.ok(outside.every(({ code, message }) => code === 'fileOutside' && message.includes('"irs.csv"')));
    assert.match(
      fileProblem(text, { kind: 'unreadable', reason: 'no text.', line: 3 }, 'irs.csv').message,
      /\(line 3\): no text\.$/,
    );
  });

  it('cures data and networks that would not learn well', () => {
    const apart =
      '{ "data": { "file": "g.csv", "target": "species", "features": ["height", "far"], "standardize": false } }';
    assert.match(cures(apart, 'scalesApart'), /"standardize": true/);
    assert.match(cures(`{ ${data}, "training": { "batchSize": 500 } }`, 'batchAboveExamples'), /"batchSize": "full"/);
    const linear = `{ ${data}, "network": { "layers": [{ "units": 9, "activation": "linear" }] } }`;
    assert.match(cures(linear, 'linearLayers'), /"tanh"/);
    const zeros = `{ ${data}, "network": { "layers": [{ "units": 3, "activation": "relu" }], "initialization": { "scheme": "zeros" } } }`;
    assert.match(cures(zeros, 'identicalUnits'), /"scheme": "he"/);
    // 96 examples ≥ 2u + u + 3u + 3 parameters: 15 units.
    assert.match(cures(`{ ${data}, "network": { "layers": [{ "units": 40 }] } }`, 'manyParameters'), /"units": 15/);
    const stopping = '"training": { "earlyStopping": { "patience": 3 } }';
    const none = `{ "data": { "file": "g.csv", "target": "species", "split": { "validation": 0 } }, ${stopping} }`;
    assert.match(cures(none, 'stoppingOnTraining'), /"validation": 0.2/);
  });

  it('takes out an output layer that is listed, and widens what is too narrow', () => {
    const network = (layers: string) =>
      `{ "data": { "file": "g.csv", "target": "species", "features": ["height"] }, "network": { "layers": [${layers}] } }`;
    const listed = network('{ "units": 4 }, { "units": 3, "activation": "sigmoid" }');
    assert.equal(cures(listed, 'outputListed'), network('{ "units": 4 }'));
    assert.equal(
      cures(network('{ "units": 4 }, { "units": 2, "activation": "softmax" }'), 'unknownValue'),
      network('{ "units": 4 }'),
    );
    assert.equal(cures(network('{ "units": 1 }'), 'bottleneck'), network('{ "units": 3 }'));
  });

  it('cures what the first pass shows', () => {
    const layers = [
      { units: 8, saturatedUnits: 6, deadUnits: 0 },
      { units: 4, saturatedUnits: 0, deadUnits: 1 },
    ];
    const start = { layers, curvature: { lambdaMax: 50, largestStableRate: 0.04 } };
    const network =
      '"network": { "layers": [{ "units": 8 }, { "units": 4, "activation": "relu" }], "initialization": { "scheme": "scaled" } }';
    const text = `{ ${data}, ${network}, "training": { "optimizer": "gradientDescent", "learningRate": 0.5 } }`;
    assert.match(fixed(text, 'saturatedStart', 'Start with "xavier"', { start }), /"scheme": "xavier"/);
    assert.match(
      fixed(text, 'deadStart', 'Use "leakyRelu" in this layer', { start }),
      /"units": 4, "activation": "leakyRelu"/,
    );
    assert.match(fixed(text, 'deadStart', 'Start with seed 2', { start }), /"seed": 2/);
    assert.deepEqual(titles(text, 'unstableRate', { start }), ['* Set α = 0.04']);
    const [, , rate] = problemsFor(text, summary, start).filter(({ code }) => /Start|Rate/.test(code));
    assert.match(
      rate?.message ?? '',
      /^With α = 0\.5 the cost will rise: at the start 2\/λmax = 0\.04 is the largest stable α \(λmax = 50 /,
    );
    const adam = text.replace('"gradientDescent"', '"adam"');
    assert.ok(!problemsFor(adam, summary, start).some(({ code }) => code === 'unstableRate'));
  });

  it('never makes a text worse: every fix of the corpus leaves no more errors than there were', () => {
    for (const { name, text: marked } of brokenTexts) {
      const text = marked.replaceAll('‸', '');
      const problems = problemsFor(text, null);
      for (const problem of problems) {
        for (const { title, edits } of fixesFor(text, problem, null)) {
          const after = problemsFor(applyEdits(text, edits), null);
          const same = after.some(
            ({ code, path, message }) =>
              code === problem.code && message === problem.message && `${path}` === `${problem.path}`,
          );
          assert.ok(!same || problem.code === 'syntax' || problem.code === 'missingKey', `${name}: ${title}`);
        }
      }
    }
  });
});

describe('roundedDown(value)', () => {
  it('keeps one digit and never rises', () => {
    assert.deepEqual([0.037, 0.3, 9.99, 0.096, 1000, 0.0001].map(roundedDown), [0.03, 0.3, 9, 0.09, 1000, 0.0001]);
  });
});
