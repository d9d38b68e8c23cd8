/** Many trainings at once: with many seeds, in folds, or over values of hyperparameters. */
import type * as vscode from 'vscode';
import { hyperparameters } from '../../config/schema/hyperparameters.ts';
import { keyAt } from '../../config/schema/keyTable.ts';
import type { NetworkConfig } from '../../config/schema/schema.ts';
import { locate } from '../../config/text/parse.ts';
import { pathOf } from '../../config/text/setOption.ts';
import { requestOf, sweepProblems, variationsOf } from '../../config/sweep/sweepKey.ts';
import { memberCount, planSweep, SweepError, type Variation } from '../../config/sweep/sweepPlan.ts';
import { withSetting } from '../../config/sweep/withSetting.ts';
import { parseVariation } from '../../config/sweep/variationText.ts';
import { errorText } from '../../config/wording/notice.ts';
import { localize } from '../../config/wording/localize.ts';
import type { SweepWork } from '../../protocol/sweep/sweepApi.ts';
import { askText, pickOne, showInformation } from '../base/shown.ts';
import { configDocumentOf } from '../files/configDocumentOf.ts';
import { configKey, nameOf } from '../files/configKey.ts';
import { requireTrust } from '../files/trust.ts';
import { type Host, UserError } from '../parts/host.ts';
import { unusableConfig, usableConfig } from '../runs/train.ts';
import type { Command } from '../commands/command.ts';
import { changeConfig, targetConfig, valueArgument } from '../commands/target.ts';

/** The editor shows each of them; the command line does more. */
const maxShown = 10_000;

type Asked = Pick<SweepWork, 'variations' | 'random' | 'seeds' | 'folds' | 'until'>;
const nothing: Asked = { variations: [], random: null, seeds: null, folds: null, until: null };

const manySeeds: Command = (host) => async (argument, value) => {
  const document = await trustedConfig(host, argument);
  const title = localize('Train with Many Seeds');
  const prompt = localize('With how many initial weights? The seed of the configuration is the first.');
  const seeds = document && (await askCount([value], title, prompt, { value: 20, min: 2, max: maxShown }));
  if (seeds) open(host, document, { ...nothing, seeds });
};

const crossValidate: Command = (host) => async (argument, value) => {
  const document = await trustedConfig(host, argument);
  const title = localize('Cross-Validate');
  const prompt = localize('In how many parts? Each is the validation part once.');
  const folds = document && (await askCount([value], title, prompt, { value: 5, min: 2, max: 1000 }));
  if (folds) open(host, document, { ...nothing, folds });
};

/** What the configuration asks for; else what the user does. */
const sweep: Command = (host) => async (argument) => {
  const document = await trustedConfig(host, argument);
  if (!document) return;
  // Its errors come before those of its sweep.
  const config = usableConfig(document);
  const { sweep: key, root, lines } = configDocumentOf(document);
  if (key && root) {
    const [wrong] = sweepProblems(config, key);
    if (wrong) throw unusableConfig(document, locate(wrong, root, lines));
    open(host, document, { ...requestOf(key), variations: variationsOf(key) });
    return;
  }
  const variation = await askVariation(config);
  if (!variation) return;
  open(host, document, { ...nothing, variations: [variation] });
  const write = localize('Write It into the Configuration');
  // Not awaited: the trainings go on meanwhile.
  void showInformation(localize('The configuration can keep what is tried: as its key "sweep".'), write).then(
    async (answer) => {
      const value = { vary: { [variation.path]: variation.values } };
      if (answer === write) await changeConfig(host, document, [{ path: ['sweep'], value }]);
    },
  );
};

/** `null`: it may not be read now. */
async function trustedConfig(host: Host, argument: unknown): Promise<vscode.TextDocument | null> {
  const document = await targetConfig(host, argument);
  return (await requireTrust(document.uri)) ? document : null;
}

/** @throws UserError, and as `usableConfig` does, where it cannot be done */
function open(host: Host, document: vscode.TextDocument, asked: Asked): void {
  const config = usableConfig(document);
  const count = memberCount(asked);
  if (count > maxShown)
    throw new UserError(
      localize('This is {0} trainings; the editor does at most {1}, "nn-explorer sweep" more.', count, maxShown),
    );
  // What cannot be is said before anything begins.
  planSweep(config, { ...asked, workers: 1 }, withSetting);
  host.sweeps.show({
    ...{ uri: configKey(document.uri), written: document.getText(), file: nameOf(document.uri) },
    ...{ table: config.data.file, config, ...asked },
  });
}

async function askCount(
  given: readonly unknown[],
  title: string,
  prompt: string,
  { value, min, max }: { readonly value: number; readonly min: number; readonly max: number },
): Promise<number | null> {
  const isCount = (count: unknown) => Number.isInteger(count) && Number(count) >= min && Number(count) <= max;
  const known = valueArgument(given);
  if (isCount(known)) return Number(known);
  const refusal = localize('{0} is expected.', localize('a whole number from {0} to {1}', min, max));
  const validateInput = (text: string) => (text.trim() !== '' && isCount(Number(text)) ? null : refusal);
  const text = await askText({ title, prompt, value: String(value), validateInput });
  return text === undefined ? null : Number(text);
}

async function askVariation({ network }: NetworkConfig): Promise<Variation | null> {
  const ofLayers = network.layers.flatMap((_, i) => ['units', 'activation'].map((key) => `network.layers.${i}.${key}`));
  const paths = [...hyperparameters().map(({ path }) => path), ...ofLayers];
  const items = paths.flatMap((path) => {
    const key = keyAt(pathOf(path));
    if (!key) return [];
    const { title, description, suggestions = key.options } = key.metadata;
    return [{ label: localize(title), description: path, detail: localize(description), path, suggestions }];
  });
  const title = localize('Sweep');
  const chosen = await pickOne(items, { title, matchOnDescription: true });
  if (!chosen) return null;
  const { path, label, suggestions } = chosen;
  const text = await askText({
    ...{ title: `${title}: ${label}`, value: suggestions.slice(0, 4).join(', ') },
    prompt: localize('Values with commas between them, or FROM:TO:STEP.'),
    validateInput: (input) => refusalOf(path, input),
  });
  return text === undefined ? null : parseVariation(`${path}=${text}`);
}

function refusalOf(path: string, text: string): string | null {
  try {
    parseVariation(`${path}=${text}`);
    return null;
  } catch (error) {
    if (error instanceof SweepError) return errorText(error);
    throw error;
  }
}

export const sweepCommands: Readonly<Record<string, Command>> = { manySeeds, crossValidate, sweep };
