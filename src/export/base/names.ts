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

/** What runs the check of a program; files that are none have no check of their own. */
export const checkedBy: Readonly<Partial<Record<ExportName, 'python' | 'node'>>> = {
  numpy: 'python',
  loops: 'python',
  pytorch: 'python',
  keras: 'python',
  javascript: 'node',
};
