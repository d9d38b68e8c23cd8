/**
 * Which other implementations this machine has. TensorFlow.js is installed by npm into `.bench/`, a folder of its own;
 * NumPy, PyTorch and scikit-learn are used when a Python has them, and missed aloud when not.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Precision } from '../../src/core/training/backend.ts';
import { bestBlasCore } from './blasCore.ts';
import { installPeer } from './npmPeer.ts';

export const benchFolder = resolve('.bench');

/** How to start one for a workload. */
export interface PeerCommand {
  readonly name: string;
  readonly command: (workload: string, precision: Precision) => readonly string[];
  /** What its process finds in its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface AvailablePeers {
  readonly peers: readonly PeerCommand[];
  /** Sentences: of each that is absent, and of what those that are there multiply with. */
  readonly remarks: readonly string[];
}

const pythonPeers = [
  { name: 'NumPy', module: 'numpy', script: 'numpy_peer.py', debian: 'python3-numpy libopenblas0-pthread' },
  { name: 'PyTorch', module: 'torch', script: 'torch_peer.py', debian: 'python3-torch' },
  { name: 'scikit-learn', module: 'sklearn', script: 'sklearn_peer.py', debian: 'python3-sklearn' },
] as const;

const tensorflowPeer = {
  name: 'TensorFlow.js',
  folder: benchFolder,
  packages: { '@tensorflow/tfjs': '4.22.0', '@tensorflow/tfjs-backend-wasm': '4.22.0' },
};

/** Run from the project's folder. @param data where the workloads lie */
export function availablePeers(data: string, built: (name: string) => string): AvailablePeers {
  const { python, modules } = bestPython();
  const found = pythonPeers.filter(({ module }) => modules.has(module));
  const absent = pythonPeers
    .filter(({ module }) => !modules.has(module))
    .map(
      ({ name, debian }) => `${name} is not compared: no Python here has it (on Debian: apt-get install ${debian}).`,
    );
  const { env, sentence } = found.length > 0 ? bestBlasCore(python) : { env: {}, sentence: '' };
  const tensorflow = installPeer(tensorflowPeer);
  const node = (name: string, file: string, last?: string): PeerCommand => ({
    name,
    command: (workload, precision) => [process.execPath, built(file), data, workload, last ?? precision],
  });
  return {
    peers: [
      ...found.map(({ name, script }) => ({
        name,
        env,
        command: (workload: string, precision: Precision) => [
          python,
          resolve('bench/peers/python', script),
          data,
          workload,
          precision,
        ],
      })),
      ...(tensorflow === null ? [node('TensorFlow.js', 'tensorflow', benchFolder)] : []),
      node('object graph', 'objectGraph'),
      node('SIMD peak', 'peak'),
    ],
    remarks: [sentence, ...absent, tensorflow ?? ''].filter(Boolean),
  };
}

/** Several Pythons may be on a machine: the one with the most of what is wanted. */
export function bestPython(wanted: readonly string[] = pythonPeers.map(({ module }) => module)): {
  python: string;
  modules: ReadonlySet<string>;
} {
  const candidates = ['python3', '/usr/bin/python3', 'python'].map((python) => ({
    python,
    modules: modulesOf(python, wanted),
  }));
  return candidates.reduce((best, candidate) => (candidate.modules.size > best.modules.size ? candidate : best));
}

function modulesOf(python: string, names: readonly string[]): ReadonlySet<string> {
  const question = `import importlib.util as u; print(*(n for n in ${JSON.stringify(names)} if u.find_spec(n)))`;
  const { status, stdout } = spawnSync(python, ['-c', question], { encoding: 'utf8' });
  return new Set(status === 0 ? stdout.trim().split(/\s+/).filter(Boolean) : []);
}
