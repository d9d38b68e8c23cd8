/**
 * Random sequences of commands, typed edits, undo and redo while a network trains. A model of the undo stack runs beside: each command and
 * each edit is one step of it, and every undo brings back the text that was there, byte for byte.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { hyperparameters } from '../../src/config/schema/hyperparameters.ts';
import { configDocument } from '../../src/config/text/configDocument.ts';
import type { NetworkConfig } from '../../src/config/schema/schema.ts';
import { sameValue } from '../../src/config/text/difference.ts';
import { hiddenActivations } from '../../src/core/network/network.ts';
import type { RunController } from '../../src/session/session.ts';
import { trials } from '../trials.ts';
import { run, show, trainEasy, until, untilEqual, untilState, useExtension } from './editor.ts';

const sequences = trials(3, 8);
const stepsEach = 15;

type Step =
  | { readonly do: 'command'; readonly name: string; readonly args: readonly unknown[] }
  | { readonly do: 'set'; readonly path: string; readonly value: unknown }
  | { readonly do: 'type'; readonly text: string; readonly before: string }
  | { readonly do: 'erase'; readonly text: string }
  | { readonly do: 'undo' | 'redo' };

const command = (name: string, ...args: readonly unknown[]): Step => ({ do: 'command', name, args });

/** Every command of the table that changes the text. */
const commands: fc.Arbitrary<Step> = fc.oneof(
  ...['learningRateUp', 'learningRateDown', 'newWeights'].map((name) => fc.constant(command(name))),
  fc.constantFrom(0.001, 0.02, 0.3).map((value) => command('setLearningRate', value)),
  fc.constantFrom('full', 8, 16).map((value) => command('setBatchSize', value)),
  fc.constantFrom('adam', 'momentum', 'gradientDescent', 'rmsProp').map((value) => command('setOptimizer', value)),
  fc.constantFrom(...hiddenActivations).map((value) => command('setActivation', value)),
  fc.constantFrom(0, 1, 2, 3).map((value) => command('setLayers', value)),
  fc.tuple(fc.constantFrom(1, 2, 5), fc.constantFrom(1, 2)).map(([units, layer]) => command('setUnits', units, layer)),
  fc.constantFrom(0, 0.1, 1).map((value) => command('setL2', value)),
  fc.constantFrom(2_000_000, 5_000_000).map((value) => command('setEpochs', value)),
  fc.constantFrom(1, 7, 42).map((value) => command('setSeed', value)),
);

/** Every row of the table of hyperparameters, with a value that its key offers. */
const rows: fc.Arbitrary<Step> = fc
  .constantFrom(...hyperparameters())
  .chain(({ path, options, suggestions, kind, default: value }) => {
    const words = options.map((option) => option.value);
    const values = [
      ...words,
      ...suggestions,
      ...(kind === 'boolean' ? [true, false] : []),
      ...(value === undefined ? [] : [value]),
    ];
    return fc
      .constantFrom(...(values.length > 0 ? values : [3]))
      .map((chosen): Step => ({ do: 'set', path, value: chosen }));
  });

/** What people type, and take away again. */
const typed: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('// note\n    ', '/* a */ ', '\t'),
      fc.constantFrom('"learningRate"', '"epochs"', '"training"'),
    )
    .map(([text, before]): Step => ({ do: 'type', text, before })),
  fc.constantFrom('// alpha', '/* a */ ').map((text): Step => ({ do: 'erase', text })),
);

const undone = fc.constantFrom<Step>({ do: 'undo' }, { do: 'undo' }, { do: 'redo' });

const step = fc.oneof(
  { arbitrary: commands, weight: 6 },
  { arbitrary: rows, weight: 4 },
  { arbitrary: typed, weight: 2 },
  { arbitrary: undone, weight: 3 },
);

/** On the way to a text that is right again, a wrong one: a key that is none, half of a key, a key twice, a bracket too many. */
const mistake = fc
  .tuple(fc.constantFrom('"oops": 1, ', '"l2" 3, ', '"epochs": 7, ', '}}, ', '/* '), step)
  .map(([text, meanwhile]): readonly Step[] => [
    { do: 'type', text, before: '"epochs"' },
    meanwhile,
    { do: 'erase', text },
  ]);

const sequence = fc
  .array(fc.oneof({ arbitrary: step.map((each) => [each]), weight: 5 }, { arbitrary: mistake, weight: 1 }), {
    minLength: stepsEach,
    maxLength: stepsEach,
  })
  .map((groups) => groups.flat());

describe('random sequences of commands and edits while a network trains', () => {
  const extension = useExtension();

  it('text and run agree after each, and undo brings the text back', async function () {
    this.timeout(600_000);
    const { session, config } = await trainEasy(extension.api, 'sequences');
    const { document } = await show(config);
    await untilState(session, 'running');
    const drawn = fc.sample(sequence, { seed: 11, numRuns: sequences });
    let changed = 0;
    for (const steps of drawn) {
      const editing = new Editing(document);
      for (const each of steps) await editing.take(each);
      await editing.untilUsable();
      if (editing.depth >= 4) changed++;
      await agree(session, parsed(document), JSON.stringify(steps));
      await editing.undoAll();
      await agree(session, parsed(document), `undone: ${JSON.stringify(steps)}`);
    }
    // Where a command wrote into a wrong text, all of it may have to be undone; seldom.
    assert.ok(changed >= sequences - 2 && changed > 0, `${changed} sequences changed something`);
  });
});

function parsed(document: vscode.TextDocument): NetworkConfig {
  const { config } = configDocument(document.getText());
  assert.ok(config, document.getText());
  return config;
}

/** The run has the text's configuration, the worker its settings, the network its layers. */
async function agree(session: RunController, config: NetworkConfig, what: string): Promise<void> {
  const { precision, reproducible: _ofTheEngine, loss: _ofTheNetwork, ...settings } = config.training;
  const isInForce = () => sameValue(session.config, config) && sameValue(session.status.effective, settings);
  const isBuilt = () => {
    const hidden = (session.description?.layers ?? [])
      .slice(0, -1)
      .map(({ units, activation }) => ({ units, activation }));
    return session.status.state !== 'preparing' && sameValue(hidden, config.network.layers);
  };
  await until(() => isInForce() && isBuilt() && Object.keys(session.status.pending).length === 0, 'all agree').catch(
    (error: Error) => {
      const { effective, pending, state, message, notice } = session.status;
      const found = {
        config: session.config,
        effective,
        pending,
        state,
        message,
        notice,
        layers: session.description?.layers,
      };
      assert.deepEqual(found, { config, effective: settings }, `${error.message} ${what}`);
    },
  );
  assert.ok(precision === 'auto' || session.description?.precision === precision, what);
}

/** The document with a model of its undo stack. */
class Editing {
  readonly #document: vscode.TextDocument;
  readonly #texts: string[];
  #now = 0;

  constructor(document: vscode.TextDocument) {
    this.#document = document;
    this.#texts = [document.getText()];
  }

  /** Steps that can be undone. */
  get depth(): number {
    return this.#now;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'undo':
      case 'redo':
        return this.#move(step.do);
      case 'command':
        await run(step.name, this.#document.uri, ...step.args);
        break;
      case 'set':
        await run('editHyperparameter', step.path, step.value);
        break;
      case 'type':
        await this.#replace(step.before, `${step.text}${step.before}`);
        break;
      case 'erase':
        await this.#replace(step.text, '');
    }
    this.#note();
  }

  /** As one does who sees an error. */
  async untilUsable(): Promise<void> {
    while (configDocument(this.#document.getText()).config === null) await this.#move('undo');
  }

  async undoAll(): Promise<void> {
    while (this.#now > 0) await this.#move('undo');
  }

  async #move(way: 'undo' | 'redo'): Promise<void> {
    const next = this.#now + (way === 'undo' ? -1 : 1);
    const text = this.#texts[next];
    if (text === undefined) return;
    await vscode.commands.executeCommand(way);
    await untilEqual(() => this.#document.getText(), text, way);
    this.#now = next;
  }

  /** What was done is one more step, and nothing can be redone any more. */
  #note(): void {
    const text = this.#document.getText();
    if (text === this.#texts[this.#now]) return;
    this.#texts.length = ++this.#now;
    this.#texts.push(text);
  }

  async #replace(from: string, to: string): Promise<void> {
    const start = this.#document.getText().indexOf(from);
    if (start < 0) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(
      this.#document.uri,
      new vscode.Range(this.#document.positionAt(start), this.#document.positionAt(start + from.length)),
      to,
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
  }
}
