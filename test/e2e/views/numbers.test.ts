/** Every number that the views show, computed a second time from the file, the weights and the course's equations. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { Workbench } from '../workbench.ts';
import { type Case, cases, writeCases } from './cases.ts';
import { checkRows } from './dataCheck.ts';
import { checkClasses, checkRegression } from './evaluationCheck.ts';
import { checkHistograms } from './histogramsCheck.ts';
import { checkAnswers, checkFirstLayer, checkLastLayer } from './largeCheck.ts';
import { checkCollapse, checkTiming } from './lessonsCheck.ts';
import { checkBackward, checkForward } from './matricesCheck.ts';
import { type Opened, openCase } from './opened.ts';
import { checkCurves, checkUnit } from './overviewCheck.ts';
import { checkStep, trainEpochs } from './stepCheck.ts';

type Check = readonly [name: string, check: (opened: Opened) => Promise<void>];

function checksOf({ large, classes, layers }: Case): readonly Check[] {
  if (large)
    return [
      ['Matrices: the first layer', checkFirstLayer],
      ['Matrices and Data: the last layer, its errors and losses', checkLastLayer],
      ['Evaluation, from the answers in Data', checkAnswers],
    ];
  return [
    ['Matrices: forward', checkForward],
    ['Matrices: backward', checkBackward],
    ['Overview: a hidden unit', (opened) => checkUnit(opened, 1, 1, 2)],
    ['Overview: an output', (opened) => checkUnit(opened, layers.length, 0, 1)],
    ['Overview: the curves', checkCurves],
    ['Data', checkRows],
    ['Evaluation', classes.length > 0 ? checkClasses : checkRegression],
    ['Histograms', checkHistograms],
    ['Lessons', checkCollapse],
    ['Lessons: the two forms', checkTiming],
    [
      'Step',
      async (opened) => {
        await trainEpochs(opened, 3);
        await checkStep(opened);
      },
    ],
  ];
}

describe('the numbers in the views', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ width: 1600, height: 900 }, [], {
      settings: { 'neuralNetwork.training.watchSeconds': 0 },
      write: writeCases,
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      await workbench.screenshot(`failed ${this.currentTest.fullTitle()}`.replace(/\W+/g, '-'));
  });
  after(() => workbench?.close());

  for (const self of cases) {
    describe(self.config, () => {
      let opened: Opened;
      before(async () => {
        opened = await openCase(workbench, self);
      });
      // In an empty window the next panel opens beside its configuration again.
      after(() => workbench.closeAllEditors());
      for (const [name, check] of checksOf(self)) it(name, () => check(opened));
    });
  }

  it('break no Content Security Policy and throw no error', () => {
    assert.deepEqual(workbench.violations, []);
    assert.deepEqual(workbench.errors, []);
  });
});
