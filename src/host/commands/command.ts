/** What a command is: a factory that gets the host and makes the function the editor calls. Registers them all. */
import { errorText } from '../../config/wording/notice.ts';
import * as vscode from 'vscode';
import { localize } from '../../config/wording/localize.ts';
import { RequestError } from '../../protocol/requestError.ts';
import type { Host } from '../parts/host.ts';
import { UnusableConfigError } from '../runs/train.ts';
import { showError } from '../base/shown.ts';

export type Command = (host: Host) => (...args: readonly unknown[]) => unknown;

/** Registers `neuralNetwork.<name>` for each entry. What a command throws is told to the user, and to the caller. */
export function registerCommands(host: Host, table: Readonly<Record<string, Command>>): vscode.Disposable {
  const registrations = Object.entries(table).map(([name, make]) => {
    const run = make(host);
    return vscode.commands.registerCommand(`neuralNetwork.${name}`, async (...args: unknown[]) => {
      try {
        return await run(...args);
      } catch (error) {
        await report(host, name, error);
        return undefined;
      }
    });
  });
  return vscode.Disposable.from(...registrations);
}

async function report(host: Host, name: string, error: unknown): Promise<void> {
  if (error instanceof RequestError && error.reason === 'cancelled') return;
  const message = errorText(error);
  host.log.error(`${name}: ${message}`);
  if (error instanceof RequestError && error.remoteStack) host.log.debug(error.remoteStack);
  if (error instanceof UnusableConfigError) {
    await vscode.window.showTextDocument(error.document, { selection: error.range, preview: false });
  }
  const log = localize('Show Log');
  // Not awaited: the command is over, the message may stay as long as it likes.
  void showError(message, log).then((answer) => answer === log && host.log.show());
}
