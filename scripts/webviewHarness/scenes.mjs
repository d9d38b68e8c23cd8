/** What the harness shows: trainings, states, and what a user does with them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { work } from './work.mjs';

const sample =
  (file, steps, change = (config) => config, rates = {}) =>
  (root, { readConfig }) => {
    const { config, folder } = readConfig(join(root, 'samples', file));
    return { title: file, config: change(config), folder, steps, rates };
  };

const running = { state: 'running', message: '', stopReason: null };
const paused = { ...running, state: 'paused' };

const longer = (config) => ({ ...config, training: { ...config.training, epochs: 1000 } });

const wide = (config) => ({
  ...config,
  network: {
    ...config.network,
    layers: [
      { units: 256, activation: 'relu' },
      { units: 64, activation: 'relu' },
    ],
  },
});

const greenhouse = () => (root) => ({
  title: 'greenhouse.nnconfig',
  config: {
    data: { file: 'greenhouse.csv', target: 'yield_kg' },
    network: { layers: [{ units: 8 }, { units: 6 }] },
    training: { epochs: 90 },
  },
  folder: join(root, 'samples'),
  steps: [0, 900],
});

/** A table as an office has it: title rows, decimal commas, euros, row numbers, -999 for "missing", the answer once more. */
const office = () => () => {
  const number = (value) => value.toFixed(1).replace('.', ',');
  const rows = Array.from({ length: 60 }, (_, k) => {
    const size = 40 + ((k * 37) % 90);
    const age = k % 17 === 5 ? -999 : (k * 13) % 60;
    const city = ['Bonn', 'Köln', 'Trier'][(k * 7) % 3];
    const price = 1200 * size - 300 * Math.abs(age % 60) + 5000 * ((k * 7) % 3);
    const dressed = `${Math.round(price).toLocaleString('de-DE')} €`;
    return [k + 1, number(size), age, city, `Haus ${k} am Weg ${k * 3}`, number(price / 1000), dressed].join(';');
  });
  const header = 'nr;flaeche;alter;ort;bemerkung;preis_tausend;preis';
  writeFileSync(join(work, 'office.csv'), ['Wohnungen 2026;;;;;;', ';;;;;;', header, ...rows].join('\n'));
  const config = { data: { file: 'office.csv', target: 'preis' }, network: { layers: [{ units: 4 }] } };
  return { title: 'office.nnconfig', config, folder: work, steps: [0, 300] };
};

const tab =
  (name, then = async () => {}) =>
  async (page) => {
    await page.locator(`#tab-${name}`).click();
    await page.waitForTimeout(300);
    await then(page);
  };

/** Presses the banner's button and waits until the page has told its host. */
const presses = (command) => async (page) => {
  await page.locator(`.banner [data-command="${command}"]`).click();
  await page.waitForFunction(
    (wanted) => window.posted.some((message) => message.type === 'command' && message.command === wanted),
    command,
  );
};

/** Into the field that was just opened. */
const typeWeight = async (page, text) => {
  await page.locator('.weight-field:focus').waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};

/** A table as wide as pictures of 28 × 28: a few blurred strokes a class, so that there is something to learn. */
const digits = () => () => {
  const side = Array.from({ length: 28 }, (_, place) => place);
  const names = side.flatMap((y) => side.map((x) => `p${y}_${x}`));
  const rows = Array.from({ length: 300 }, (_, index) => {
    const digit = index % 10;
    const angle = (digit * Math.PI) / 10;
    const cells = side.flatMap((y) =>
      side.map((x) => {
        const along = (x - 14) * Math.cos(angle) + (y - 14) * Math.sin(angle);
        return Math.round(255 * Math.exp(-((along - (index % 7) + 3) ** 2) / 12));
      }),
    );
    return [...cells, `class ${digit}`].join();
  });
  writeFileSync(join(work, 'digits.csv'), [[...names, 'label'].join(), ...rows].join('\n'));
  const layers = [256, 128].map((units) => ({ units, activation: 'relu' }));
  return {
    title: 'digits.nnconfig',
    config: { data: { file: 'digits.csv', target: 'label' }, network: { layers } },
    folder: work,
    steps: [0, 60],
  };
};

/** The curve of another training, as the host sends it. */
let otherCurve = null;

const withOther = async (root, recorder) => {
  const wanted = (alpha, units, steps) =>
    sample('flower-2-4-1.nnconfig', [0, steps], (config) => ({
      ...config,
      network: { ...config.network, layers: [{ units, activation: 'tanh' }] },
      training: { ...config.training, learningRate: alpha },
    }))(root, recorder);
  const { frame } = (await recorder.record(wanted(0.3, 8, 6000))).moments.at(-1);
  const { offset, rows, columns } = frame.sections.find(({ name }) => name === 'curve');
  otherCurve = frame.numbers.slice(offset, offset + rows * columns);
  return wanted(1.2, 4, 4000);
};

const other = { id: 'other', title: 'flower-eight-units.nnconfig' };
const differences = [
  { label: 'α', own: '1.2', other: '0.3' },
  { label: 'Hidden units', own: '4 tanh', other: '8 tanh' },
];

/** `changes`: what is done in the page changes the run, so that each width needs one of its own. */
/** Another table with a gap, a word that was never seen, and a class that the network does not know. */
async function predicted({ models }) {
  const lines = readFileSync('samples/penguins.csv', 'utf8').trimEnd().split('\n');
  const other = [
    lines[0],
    ...lines.slice(1, 180).map((line, k) => (k % 9 === 4 ? line.replace(/Torgersen|Biscoe|Dream/, 'Petermann') : line)),
  ];
  writeFileSync(join(work, 'penguins-2.csv'), `${other.join('\n')}\n`);
  const one = await models.predict(join(work, 'penguins-2.csv'));
  const failed = { ...one, id: 2, name: 'whales.csv', state: 'failed', report: null };
  const message = 'The table has no column bill_length_mm, which the network reads. It has name, weight.';
  return [
    { type: 'predictions', list: [one, { ...failed, message }] },
    { type: 'lookAtPrediction', id: 1 },
  ];
}

/** The page of recorded runs side by side: each with its name and what is set for it. */
function comparison(file, runs) {
  const pageOf = (root, { comparison: recorder }) => recorder.page(join(root, 'samples', file), work, runs);
  return { view: 'compare', alone: async (root, recorder) => [await pageOf(root, recorder)] };
}

/** The page of a sweep: what is set, what is swept, what the page says otherwise, how many of its members have ended. */
function swept(file, sets, sweep, page = {}, ended = undefined) {
  const pageOf = (root, { sweep: recorder, readConfig }) => {
    const path = join(root, 'samples', file);
    const { config, folder } = readConfig(path);
    const some = ended === undefined ? {} : { ended };
    return recorder.page({
      ...{ file: path, data: join(folder, config.data.file), config, sets, sweep, page },
      ...some,
    });
  };
  return { view: 'sweep', alone: async (root, recorder) => [await pageOf(root, recorder)] };
}

const xorSeeds = ['xor.nnconfig', ['network.layers=[{"units":2}]'], { seeds: 40, until: 'cost < 0.1' }];

export const scenes = {
  compare: {
    record: withOther,
    status: paused,
    messages: () => [
      { type: 'comparable', runs: [{ id: 'before', title: 'flower-2-4-1.nnconfig' }, other] },
      { type: 'compared', compared: { ...other, curve: otherCurve, differences } },
    ],
    act: async (page) => {
      await page.locator('#compare-run').selectOption('other');
      await page.getByRole('switch', { name: 'log' }).click();
    },
  },
  digits: { record: digits(), status: running },
  matrices: { record: sample('flower-2-4-1.nnconfig', [0, 7120]), status: paused, act: tab('matrices') },
  data: {
    record: sample('penguins.nnconfig', [0, 600]),
    status: paused,
    act: tab('data', async (page) => {
      await page.locator('table.rows tbody tr[data-line] button').nth(3).click();
      await page.locator('.what-if input').nth(1).fill('60');
    }),
  },
  evaluation: { record: sample('penguins.nnconfig', [0, 200]), status: paused, act: tab('evaluation') },
  predictions: {
    record: sample('penguins.nnconfig', [0, 200]),
    status: paused,
    messages: predicted,
    act: tab('evaluation'),
  },
  model: {
    record: sample('penguins.nnconfig', [0, 600]),
    view: 'model',
    withoutRun: true,
    looks: true,
    messages: async ({ models }) => [{ type: 'model', model: await models.page('penguins.safetensors') }],
    act: async (page) => {
      await page.locator('[data-action="try"]').click();
      await page.locator('.try-row select').first().selectOption({ index: 1 });
      await page.locator('.try-row input').first().fill('39.1');
      await page.getByRole('button', { name: 'What does the network say?' }).click();
      await page.locator('[data-answer]').waitFor();
    },
  },
  modelPredictions: {
    record: sample('penguins.nnconfig', [0, 600]),
    view: 'model',
    withoutRun: true,
    looks: true,
    messages: async ({ models }) => [
      { type: 'model', model: await models.page('penguins.safetensors') },
      ...(await predicted({ models })),
    ],
  },
  modelForeign: {
    record: sample('penguins.nnconfig', [0]),
    view: 'model',
    withoutRun: true,
    looks: true,
    messages: async ({ models }) => [{ type: 'model', model: await models.foreign() }],
  },
  evaluationRegression: { record: greenhouse(), act: tab('evaluation') },
  fitFlower: { record: sample('flower-2-4-1.nnconfig', [0, 7120]), status: paused, act: tab('fit') },
  fitFlowerCurve: {
    record: sample('flower-2-4-1.nnconfig', [0, 7120]),
    status: paused,
    act: tab('fit', async (page) => {
      await page.locator('[data-choice="y"]').selectOption({ index: 0 });
      await page.locator('.fit-around input').nth(1).check();
      await page.locator('.fit-numbers summary').first().click();
      await page.waitForTimeout(400);
      await page.locator('.fit-plot').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.evaluate(() => window.scrollTo(0, 0));
    }),
  },
  fitPenguins: {
    record: sample('penguins.nnconfig', [0, 300]),
    status: paused,
    act: tab('fit', async (page) => {
      await page.locator('[data-choice="column"]').selectOption('island');
      await page.locator('.fit-numbers summary').last().click();
      await page.waitForTimeout(400);
      await page
        .locator('.fit-plot')
        .first()
        .hover({ position: { x: 150, y: 90 } });
    }),
  },
  fitPenguinsCurve: {
    record: sample('penguins.nnconfig', [0, 300]),
    status: paused,
    act: tab('fit', async (page) => {
      await page.locator('[data-choice="y"]').selectOption({ index: 0 });
      await page.locator('[data-choice="x"]').selectOption('island');
    }),
  },
  fitGreenhouse: { record: sample('greenhouse.nnconfig', [0, 600]), status: paused, act: tab('fit') },
  fitGreenhouseCurve: {
    record: sample('greenhouse.nnconfig', [0, 600]),
    status: paused,
    act: tab('fit', async (page) => {
      await page.locator('[data-choice="y"]').selectOption({ index: 0 });
      await page.locator('[data-choice="target"]').selectOption({ index: 1 });
      await page.locator('.fit-around input').nth(1).check();
    }),
  },
  fitDigits: { record: digits(), status: running, act: tab('fit', (page) => page.waitForTimeout(2500)) },
  step: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 300]),
    status: paused,
    act: tab('step', async (page) => {
      const next = page.locator('.step-actions .primary');
      for (let phase = 0; phase < 6; phase++) {
        await next.click();
        await page.waitForTimeout(150);
      }
    }),
  },
  stepCost: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 300]),
    status: paused,
    act: tab('step', async (page) => {
      for (let phase = 0; phase < 3; phase++) {
        await page.locator('.step-actions .primary').click();
        await page.waitForTimeout(150);
      }
    }),
  },
  stepBackward: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 300]),
    status: paused,
    act: tab('step', async (page) => {
      for (let phase = 0; phase < 6; phase++) {
        await page.locator('.step-actions .primary').click();
        await page.waitForTimeout(150);
      }
      await page.locator('.phases button').nth(4).click();
    }),
  },
  stepCell: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 300]),
    status: paused,
    act: tab('step', async (page) => {
      for (let phase = 0; phase < 5; phase++) {
        await page.locator('.step-actions .primary').click();
        await page.waitForTimeout(150);
      }
      await page.locator('.step-view [data-matrix="dW:1"] td.choosable').nth(2).click();
      await page.locator('.step-view .cell-sentence[data-which="dW:1"]').waitFor();
    }),
  },
  stepAverages: {
    changes: true,
    record: sample('penguins.nnconfig', [0, 60]),
    status: paused,
    act: tab('step', async (page) => {
      await page.locator('.step-actions .secondary').click();
      await page.locator('.step-view [data-matrix="W:1"] td.choosable').first().click();
      await page.locator('.step-view .cell-sentence[data-which="W:1"]').waitFor();
    }),
  },
  histograms: {
    record: sample('flower-2-4-1.nnconfig', [0, 3000]),
    status: paused,
    act: tab('histograms', (page) => page.waitForTimeout(2500)),
  },
  lessons: {
    record: sample('flower-linear-layers.nnconfig', [0, 300]),
    status: paused,
    act: tab('lessons', async (page) => {
      await page.locator('[data-lesson="timing"] .try').click();
      await page.waitForTimeout(800);
    }),
  },
  lessonStarts: {
    record: sample('flower-2-4-1.nnconfig', [0, 300]),
    status: paused,
    act: tab('lessons', async (page) => {
      await page.locator('[data-lesson="initialization"] .try').click();
      await page.locator('[data-start="xavier:0"]').waitFor({ timeout: 90_000 });
      await page.evaluate(() => window.scrollTo(0, 0));
    }),
  },
  gradientCheck: {
    record: sample('flower-2-4-1.nnconfig', [0, 100]),
    status: paused,
    act: tab('matrices', (page) => page.getByRole('button', { name: 'Check', exact: true }).click()),
  },
  matricesBackward: {
    record: sample('penguins.nnconfig', [0, 600]),
    status: paused,
    act: tab('matrices', (page) => page.getByRole('button', { name: 'Backward' }).click()),
  },
  flower: {
    record: sample('flower-2-4-1.nnconfig', [0, 7120]),
    status: running,
    act: async (page) => page.locator('[data-unit="1:1"]').first().click(),
  },
  weights: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 7120]),
    status: paused,
    act: async (page) => {
      await page.locator('[data-weight="1:0:1"]').click();
      await typeWeight(page, '-4.5');
      await page.locator('button[data-weight="1:0:1"]').waitFor();
      await page.locator('[data-weight="1:0:b"]').click();
      await typeWeight(page, '0,5');
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  unitHistory: {
    record: sample('iris.nnconfig', [0, 900], longer, { 300: 0.03 }),
    status: paused,
    act: async (page) => {
      await page.locator('[data-unit="1:2"]').first().click();
      await page.locator('[data-history="weights"]').click();
      await page.waitForTimeout(1500);
      await page.evaluate(() => window.scrollTo(0, 0));
    },
  },
  weightEdge: {
    changes: true,
    record: sample('flower-2-4-1.nnconfig', [0, 7120]),
    status: paused,
    act: async (page) => {
      const from = await page.locator('[data-unit="0:0"]').first().boundingBox();
      const to = await page.locator('[data-unit="1:0"]').first().boundingBox();
      await page.mouse.click((from.x + from.width + to.x) / 2, (from.y + from.height / 2 + to.y + to.height / 2) / 2);
      await typeWeight(page, '2.5');
    },
  },
  iris: { record: sample('iris.nnconfig', [0, 300, 812], longer, { 300: 0.03 }), status: running },
  zoomed: {
    record: sample('flower-2-4-1.nnconfig', [0, 10000]),
    act: async (page) => {
      await page.locator('.chart-cost').focus();
      await page.keyboard.press('+');
      await page.locator('.curves button', { hasText: 'smooth' }).click();
      await page.locator('#layer-series').selectOption('gradientNorm');
      await page.locator('.menu summary').click();
    },
  },
  zeros: {
    record: sample('flower-2-4-1.nnconfig', [0, 200], (config) => ({
      ...config,
      network: { ...config.network, initialization: { scheme: 'zeros' } },
    })),
    status: running,
    act: async (page) => page.locator('[data-unit="1:1"]').first().hover(),
  },
  marks: {
    record: sample('iris.nnconfig', [0, 812], longer, {
      300: 0.03,
      310: 0.1,
      420: 0.05,
      423: 0.02,
      470: 0.01,
      800: 0.004,
    }),
    status: paused,
  },
  penguins: { record: sample('penguins.nnconfig', [0, 1500]), status: paused },
  greenhouse: { record: greenhouse() },
  wide: { record: sample('penguins.nnconfig', [0, 400], wide), status: running },
  drawing: {
    record: sample('iris.nnconfig', [0, 300], longer),
    status: paused,
    act: async (page) => {
      await page.locator('.fit-choice button').first().click();
      await page.locator('.fit-choice button').last().click();
      await page.locator('.input-choice summary').click();
      await page.locator('[data-unit="1:2"]').hover();
    },
  },
  rises: { record: sample('flower-large-alpha.nnconfig', [0, 300]), status: running },
  start: { record: sample('flower-2-4-1.nnconfig', [0]), status: { state: 'ready' } },
  pending: {
    record: sample('flower-2-4-1.nnconfig', [0, 900]),
    status: { ...running, pending: { learningRate: 0.4, optimizer: 'momentum' } },
  },
  verdict: {
    record: sample('penguins.nnconfig', [0, 1500]),
    status: {
      state: 'finished',
      message: 'Finished after 500 epochs.',
      balanced: 0.612,
      verdict: [
        {
          code: 'noBetterThanConstant',
          severity: 'failure',
          values: { part: 'validation', right: 62, m: 69, constantRight: 65, answer: 0 },
        },
        { code: 'bestWasEarlier', severity: 'warning', values: { epoch: 90, cost: 0.2101, end: 0.4422 } },
      ],
    },
    act: presses('takeBackWeights'),
  },
  verdictTaken: {
    record: sample('penguins.nnconfig', [0, 1500]),
    status: {
      state: 'finished',
      message: 'Finished after 500 epochs.',
      weightsOf: 90,
      undoableWeights: 1,
      verdict: [
        {
          code: 'noBetterThanLinear',
          severity: 'warning',
          values: { part: 'validation', right: 62, m: 69, linearRight: 67 },
        },
      ],
    },
    act: presses('undoTakeBack'),
  },
  past: { record: sample('iris.nnconfig', [0, 300, 812], longer), status: paused, past: 1 },
  diverged: {
    record: sample(
      'greenhouse.nnconfig',
      [0, 600],
      (config) => ({
        ...config,
        network: { layers: [{ units: 8, activation: 'leakyRelu' }] },
        training: { ...config.training, optimizer: 'gradientDescent', learningRate: 0.03 },
      }),
      { 400: 3 },
    ),
  },
  keys: {
    record: sample('flower-2-4-1.nnconfig', [0, 3000]),
    status: paused,
    act: async (page) => {
      await page.keyboard.press('?');
      await page.locator('#keys-help[open]').waitFor();
    },
  },
  presents: {
    record: sample('flower-2-4-1.nnconfig', [0, 3000]),
    status: paused,
    messages: () => [{ type: 'present' }],
  },
  low: { record: sample('flower-2-4-1.nnconfig', [0, 3000]), status: running, height: 260 },
  deep: {
    record: sample('iris.nnconfig', [0, 300], (config) => ({
      ...config,
      network: { ...config.network, layers: Array.from({ length: 6 }, () => ({ units: 4, activation: 'tanh' })) },
    })),
    status: running,
  },
  preparing: {
    record: sample('iris.nnconfig', [0]),
    withoutRun: true,
    status: { state: 'preparing', message: 'Reading iris.csv: 42 of 100 MB.', progress: 0.42 },
  },
  failed: {
    record: sample('iris.nnconfig', [0, 300]),
    status: {
      state: 'failed',
      message: 'The training process ended unexpectedly (exit code 134). The weights of step 300 are kept.',
    },
  },
  columns: {
    record: office(),
    status: running,
    act: tab('data', async (page) => {
      await page.locator('[data-page="columns"]').click();
      await page.locator('tr[data-column="alter"] th button').click();
    }),
  },
  columnsAlone: { record: office(), withoutRun: true, looks: true },
  empty: {},
  compareRuns: comparison('iris.nnconfig', [
    ['Sep 3, 14:02:11', 'training.epochs=40'],
    ['another seed', 'training.epochs=40', 'network.initialization.seed=7'],
    ['α 0.003', 'training.epochs=60', 'training.learningRate=0.003', 'network.initialization.seed=3'],
    ['four units', 'training.epochs=40', 'network.layers=[{"units":4}]'],
  ]),
  compareNumbers: {
    ...comparison(
      'greenhouse.csv',
      [1, 2].map((seed) => [
        `seed ${seed}`,
        ...['training.epochs=30', 'network.layers=[{"units":20}]', `network.initialization.seed=${seed}`],
      ]),
    ),
    act: async (page) => {
      await page.locator('[data-switch="logX"]').click();
      await page.locator('[data-switch="logY"]').click();
    },
  },
  sweep: swept(...xorSeeds),
  sweepTraining: swept(...xorSeeds, { state: 'training', secondsLeft: 42 }, 17),
  sweepStart: swept(...xorSeeds, { state: 'training' }, 0),
  sweepFailed: swept(
    ...xorSeeds,
    { state: 'failed', problem: 'The trainings ended: The training process ended unexpectedly (exit code 134).' },
    3,
  ),
  sweepValues: {
    ...swept('iris.nnconfig', ['training.epochs=40'], {
      seeds: 2,
      vary: {
        'training.learningRate': [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 1],
        'network.layers.0.units': [1, 2, 4, 8, 16],
        'network.layers.0.activation': ['tanh', 'relu', 'sigmoid'],
      },
    }),
    act: async (page) => {
      await page.locator('[data-switch="logX"]').click();
      await page.locator('[data-switch="logY"]').click();
      await page.locator('[data-sort="validationCost"]').click();
      await page.locator('.member-filter').fill('units>=4 validationCost<0.2 relu');
    },
  },
  sweepFolds: swept('iris.nnconfig', ['training.epochs=60'], { folds: 5 }),
  side: { view: 'side', record: sample('flower-2-4-1.nnconfig', [0, 7120]), status: running },
  sideIris: { view: 'side', record: sample('iris.nnconfig', [0, 812], longer), status: paused },
  sideEmpty: { view: 'side' },
};
