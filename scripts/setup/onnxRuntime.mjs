/** What runs exported ONNX files in the tests: in a folder of its own, with a lockfile of its own, installed when it is absent or stale. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, projectRoot, SetupError } from './command.mjs';

const folder = join(projectRoot, 'test/onnxruntime');

export async function ensureOnnxRuntime() {
  if (upToDate()) return;
  console.log('Installing onnxruntime (npm ci in test/onnxruntime)…');
  // Its script would fetch what GPUs need; the package itself has what processors need.
  const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  if (code !== 0)
    throw new SetupError('onnxruntime could not be installed: make the npm registry reachable and try again.');
}

function upToDate() {
  const installed = join(folder, 'node_modules/onnxruntime-node/package.json');
  if (!existsSync(installed)) return false;
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return JSON.parse(readFileSync(installed, 'utf8')).version === dependencies['onnxruntime-node'];
}
