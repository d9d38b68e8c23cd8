/** Early stopping from the next training on, with as much patience as suits its length. */
import type { Command } from './command.ts';
import { changeConfig, configOf, targetConfig } from './target.ts';

/** Epochs without a better one that are waited for: a tenth of the training, between these. */
const [minPatience, maxPatience] = [5, 200];

export const stopEarly: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  const { epochs, earlyStopping } = configOf(host, document).training;
  if (earlyStopping) return;
  const patience = Math.min(maxPatience, Math.max(minPatience, Math.round(epochs / 10)));
  await changeConfig(host, document, [{ path: ['training', 'earlyStopping'], value: { patience } }]);
};
