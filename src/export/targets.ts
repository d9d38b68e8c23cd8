/** The targets of an export: a row each. */
import { onnxTarget } from './onnx/onnx.ts';
import { kerasTarget } from './python/keras.ts';
import { numpyTarget } from './python/numpy.ts';
import { javascriptTarget } from './javascript/module.ts';
import { latexTarget } from './documents/latex.ts';
import { npzTarget } from './documents/npzArrays.ts';
import { loopsTarget } from './python/loops.ts';
import { pytorchTarget } from './python/pytorch.ts';
import type { ExportTarget } from './base/target.ts';

export const exportTargets = {
  onnx: onnxTarget,
  numpy: numpyTarget,
  loops: loopsTarget,
  pytorch: pytorchTarget,
  keras: kerasTarget,
  javascript: javascriptTarget,
  npz: npzTarget,
  latex: latexTarget,
} satisfies Readonly<Record<string, ExportTarget>>;

export type ExportName = keyof typeof exportTargets;
export const exportNames = Object.keys(exportTargets) as readonly ExportName[];

export function exportTarget(name: ExportName): ExportTarget {
  return exportTargets[name];
}
