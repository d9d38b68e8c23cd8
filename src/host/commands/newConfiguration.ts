/** A new configuration for a table, open and unsaved, nothing trained yet; without a table a text that names one that is to come. */
import * as vscode from 'vscode';
import { configForCsv } from '../../config/facts/defaultConfig.ts';
import { localize } from '../../config/wording/localize.ts';
import { configAt } from '../files/configDocuments.ts';
import { activeCsv, pickCsv } from '../files/csvFiles.ts';
import { relativeDataPath } from '../files/dataUri.ts';
import { requireTrust } from '../files/trust.ts';
import type { Command } from './command.ts';
import { describeWithProgress } from './describeWithProgress.ts';
import { showConfig } from './show.ts';
import { configLocation, freeLocation } from './trainOnCsv.ts';

/** Argument: the table, for callers that have decided; `false`: none. */
export const newConfiguration: Command = (host) => async (argument) => {
  const csv = argument instanceof vscode.Uri ? argument : (activeCsv() ?? (await askTable(argument)));
  if (!csv) {
    const { document } = await configAt(null, emptyConfig);
    await showConfig(document);
    return document.uri;
  }
  if (!(await requireTrust(csv))) return undefined;
  const [summary, location] = await Promise.all([describeWithProgress(host, csv), configLocation(csv)]);
  const { uri } = location.text === null ? location : await freeLocation(location, 'new');
  const { document } = await configAt(uri, () => configForCsv(relativeDataPath(uri ?? csv, csv), summary));
  await showConfig(document);
  return document.uri;
};

async function askTable(argument: unknown): Promise<vscode.Uri | null> {
  if (argument === false) return null;
  return pickCsv(localize('A configuration for which table? Escape: without one'));
}

function emptyConfig(): string {
  return `{
  // ${localize('The table, and the column that is to be predicted.')}
  "data": { "file": "table.csv", "target": "column" },
  "network": {
    "layers": [{ "units": 8, "activation": "relu" }]
  },
  "training": { "optimizer": "adam", "learningRate": 0.01, "epochs": 100 }
}
`;
}
