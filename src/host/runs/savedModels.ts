/** Which model file was last written for a configuration, beyond the window: it is offered again. */
import * as vscode from 'vscode';

const memoryKey = 'neuralNetwork.savedModels';

export class SavedModels {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** @param key of the configuration */
  last(key: string): vscode.Uri | null {
    const text = this.#all()[key];
    return typeof text === 'string' ? vscode.Uri.parse(text) : null;
  }

  async remember(key: string, uri: vscode.Uri): Promise<void> {
    await this.#memory.update(memoryKey, { ...this.#all(), [key]: uri.toString() });
  }

  #all(): Readonly<Record<string, unknown>> {
    return this.#memory.get(memoryKey, {});
  }
}
