/** Code of the project, for a script that needs what it computes. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { projectRoot } from '../setup/command.mjs';

/** What a source file exports, bundled and run in this process. */
export async function bundled(source) {
  const options = {
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    target: 'node20',
  };
  const built = await esbuild.build({ ...options, entryPoints: [source], mainFields: ['module', 'main'] });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', built.outputFiles[0].text)(
    module,
    module.exports,
    createRequire(join(projectRoot, source)),
  );
  return module.exports;
}
