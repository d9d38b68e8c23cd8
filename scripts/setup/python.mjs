/** Python with NumPy and PyTorch, which train the same networks independently of the product, and what looks at exports: installed where it is missing and may be. */
import { existsSync } from 'node:fs';
import { onPath, run, SetupError } from './command.mjs';

/** Debian's packages, and the modules that they bring. */
const packages = ['python3-numpy', 'python3-torch', 'python3-onnx', 'python3-pyflakes'];
const debianPython = '/usr/bin/python3';
const modules = ['numpy', 'torch', 'onnx', 'pyflakes'];

const advice = `Install python3 and its packages (Debian and Ubuntu: apt-get install ${packages.join(' ')}) and run the command again.`;

export async function ensurePython() {
  if (await hasModules()) return;
  const apt = onPath('apt-get');
  if (!apt)
    throw new SetupError(`The tests compare with ${modules.join(', ')} of Python, of which one is missing. ${advice}`);
  console.log(`Installing ${packages.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(apt, ['update'], { env, quiet: true });
  await run(apt, ['install', '-y', '--no-install-recommends', ...packages], { env, quiet: true });
  if (!(await hasModules())) throw new SetupError(`Python's packages could not be installed. ${advice}`);
}

/** The first Python on the path has NumPy; Debian's own, where it is there, has everything. */
async function hasModules() {
  const first = onPath('python3');
  if (first === undefined || !(await knows(first, ['numpy']))) return false;
  return knows(existsSync(debianPython) ? debianPython : first, modules);
}

/** @param {string} python @param {readonly string[]} names */
async function knows(python, names) {
  const look = `import importlib.util, sys\nsys.exit(any(importlib.util.find_spec(name) is None for name in ${JSON.stringify(names)}))`;
  return (await run(python, ['-c', look], { quiet: true })) === 0;
}
