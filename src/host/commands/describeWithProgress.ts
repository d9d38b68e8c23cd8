/** Reads what a table is about. A small one is there at once; a large one shows progress and can be left. */
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import type { TableSummary } from '../../data/columns/summary.ts';
import { nameOf } from '../files/configKey.ts';
import type { Host } from '../parts/host.ts';
import { showProgress } from '../base/shown.ts';

/** Milliseconds before progress is shown. */
const patience = 700;

/** Rejects with a sentence for the user, or with reason "cancelled". */
export async function describeWithProgress(host: Host, csv: vscode.Uri): Promise<TableSummary> {
  const cancellation = new vscode.CancellationTokenSource();
  let report = (_share: number): void => undefined;
  const reading = host.summaries.describe(csv, {}, { token: cancellation.token, onProgress: (share) => report(share) });
  try {
    const early = await Promise.race([reading, delay(patience, null, { ref: false })]);
    if (early) return early;
    return await showProgress(localize('Reading {0}', nameOf(csv)), (progress, token) => {
      token.onCancellationRequested(() => cancellation.cancel());
      let shown = 0;
      report = (share) => {
        progress.report({ increment: 100 * (share - shown) });
        shown = share;
      };
      return reading;
    });
  } finally {
    cancellation.dispose();
  }
}
