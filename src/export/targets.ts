/** The targets of an export: a row each. */
import { onnxTarget } from './onnx/onnx.ts';
import { kerasTarget } from './python/keras.ts';
import { numpyTarget } from './python/numpy.ts';
import { javascriptTarget } from './javascript/module.ts';
import { latexTarget } from './documents/latex.ts';
import { npzTarget } from './documents/npzArrays.ts';
import { loopsTarget } from './python/loops.ts';
import { pytorchTarget } from './python/pytorch.ts';
import type { ExportName } from './base/names.ts';
import type { ExportTarget } from './base/target.ts';

export const exportTargets: Readonly<Record<ExportName, ExportTarget>> = {
  onnx: onnxTarget,
  numpy: numpyTarget,
  loops: loopsTarget,
  pytorch: pytorchTarget,
  keras: kerasTarget,
  javascript: javascriptTarget,
  npz: npzTarget,
  latex: latexTarget,
};
