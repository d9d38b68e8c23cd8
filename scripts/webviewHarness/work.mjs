/** Where the harness builds and writes its tables: of this process alone, for two may look at pages side by side. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const work = join(root, 'test-output', `webview-harness-${process.pid}`);
mkdirSync(work, { recursive: true });
