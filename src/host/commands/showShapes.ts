/** Shows the network of a configuration before it trains: its layers and the shapes of all matrices in the panel. */
import { configKey } from '../files/configKey.ts';
import { requireTrust } from '../files/trust.ts';
import { prepareRun } from '../runs/train.ts';
import type { Command } from './command.ts';
import { targetConfig } from './target.ts';

export const showShapes: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  if (!(await requireTrust(document.uri))) return;
  const run = host.runs.get(configKey(document.uri)) ?? (await prepareRun(host.runs, document));
  host.runs.activate(run);
  host.panels.show(run);
};
