/** Python with NumPy, which trains the same networks independently of the product: installed where it is missing and may be. */
import { onPath, run, SetupError } from './command.mjs';

const advice =
  'Install python3 and NumPy (Debian and Ubuntu: apt-get install python3-numpy) and run the command again.';

export async function ensurePython() {
  if (await hasNumpy()) return;
  const apt = onPath('apt-get');
  if (!apt) throw new SetupError(`The tests compare with NumPy, which is missing. ${advice}`);
  console.log('Installing python3-numpy…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(apt, ['update'], { env, quiet: true });
  await run(apt, ['install', '-y', '--no-install-recommends', 'python3-numpy'], { env, quiet: true });
  if (!(await hasNumpy())) throw new SetupError(`NumPy could not be installed. ${advice}`);
}

async function hasNumpy() {
  const python = onPath('python3');
  return (
    python !== undefined &&
    (await run(python, ['-c', 'import sys\ntry: import numpy\nexcept ImportError: sys.exit(3)'], { quiet: true })) === 0
  );
}
