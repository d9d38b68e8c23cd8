/** The targets of an export: a row each. */
import { numpyTarget } from './python/numpy.ts';
import { javascriptTarget } from './javascript/module.ts';
import { latexTarget } from './latex.ts';
import { npzTarget } from './npzArrays.ts';
import { loopsTarget } from './python/loops.ts';
import type { ExportTarget } from './target.ts';

export const exportTargets = {
  numpy: numpyTarget,
  loops: loopsTarget,
  javascript: javascriptTarget,
  npz: npzTarget,
  latex: latexTarget,
} as const satisfies Readonly<Record<string, ExportTarget>>;

export type ExportName = keyof typeof exportTargets;
export const exportNames = Object.keys(exportTargets) as readonly ExportName[];
