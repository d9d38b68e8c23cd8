/** New random weights: a new seed in the text, so that the run stays reproducible from its configuration. */
import { randomInt } from 'node:crypto';
import type { Command } from './command.ts';
import { changeConfig, configOf, targetConfig } from './target.ts';

/** Short enough to be read and told. */
const seeds = 10_000;

export const newWeights: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  const { seed } = configOf(host, document).network.initialization;
  const value = (seed + randomInt(1, seeds)) % seeds;
  await changeConfig(host, document, [{ path: ['network', 'initialization', 'seed'], value }]);
};
