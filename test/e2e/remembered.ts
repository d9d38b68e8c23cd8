/** What the browser has written down of what the extension remembers beyond the window. */

/** As the extension keeps it; see `src/host/runs/runMemory.ts`. */
interface Memory {
  readonly 'neuralNetwork.histories'?: Readonly<
    Record<
      string,
      { readonly trace: { readonly step: number; readonly checksum: string | null }; readonly cursor: number | null }
    >
  >;
}

interface Remembered {
  readonly step: number;
  readonly cursor: number | null;
  /** Not in the middle of a training. */
  readonly isStill: boolean;
}

/** In the page: what VS Code's own database has of the runs of a configuration. */
export async function readRemembered(title: string): Promise<readonly Remembered[]> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found: Remembered[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await done(indexedDB.open(name));
    const items = database.transaction('ItemTable').objectStore('ItemTable');
    const text = await done<unknown>(items.get('nn-explorer.neural-network-explorer'));
    database.close();
    const memory: Memory = JSON.parse(typeof text === 'string' ? text : '{}');
    for (const [key, { trace, cursor }] of Object.entries(memory['neuralNetwork.histories'] ?? {}))
      if (key.endsWith(title)) found.push({ step: trace.step, cursor, isStill: trace.checksum !== null });
  }
  return found;
}

/** In the page: whether VS Code has written down that an editor of that title is open. */
export async function keepsEditor(title: string): Promise<boolean> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name = '' } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db-')) continue;
    const database = await done(indexedDB.open(name));
    const text = await done<unknown>(
      database.transaction('ItemTable').objectStore('ItemTable').get('memento/workbench.parts.editor'),
    );
    database.close();
    if (typeof text === 'string' && text.includes(title)) return true;
  }
  return false;
}
