/** Which exports there are, and what their files end with; the targets themselves are in `targets.ts`. */

export const exportEndings = {
  onnx: '.onnx',
  numpy: '.py',
  loops: '.py',
  pytorch: '.py',
  keras: '.py',
  javascript: '.mjs',
  npz: '.npz',
  latex: '.tex',
} as const;

export type ExportName = keyof typeof exportEndings;
export const exportNames = Object.keys(exportEndings) as readonly ExportName[];

/** Modules that programs import, and that those import in turn: a program of that name would be found in their place. */
const modules = new Set(
  `abc argparse array ast base64 bisect calendar cmath code codecs collections contextlib copy csv ctypes dataclasses datetime decimal
  email enum fractions functools glob gzip hashlib heapq importlib inspect io itertools json keras linecache locale logging math
  multiprocessing numbers numpy operator os pathlib pickle platform queue random re secrets select selectors shutil signal site
  socket stat statistics string struct subprocess sys tempfile test textwrap threading time token tokenize torch traceback types
  typing unicodedata unittest urllib uuid warnings weakref zipfile zlib`.split(/\s+/),
);

/** Whether a program of that name could not import what it needs: Python looks beside it first. */
export function hidesModule(to: ExportName, stem: string): boolean {
  return checkedBy[to] === 'python' && modules.has(stem);
}

/** What runs the check of a program; files that are none have no check of their own. */
export const checkedBy: Readonly<Partial<Record<ExportName, 'python' | 'node'>>> = {
  numpy: 'python',
  loops: 'python',
  pytorch: 'python',
  keras: 'python',
  javascript: 'node',
};
