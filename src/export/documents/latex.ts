/** A network's equations with its numbers as a LaTeX document, for a paper or an exercise. */
import { createParameters } from '../../core/network/arena.ts';
import { createForwardBuffers, forwardPass } from '../../core/network/forward.ts';
import { valueCells } from '../../data/dataset/steps/cells.ts';
import { type Encoding, encodeRows } from '../../data/dataset/steps/pipeline.ts';
import { backwardEquations } from '../../equations/backward.ts';
import type { Equation } from '../../equations/equation.ts';
import { costEquations, forwardEquations } from '../../equations/forward.ts';
import { definitionOf } from '../../equations/functions.ts';
import { expressionLatex, latex } from '../../equations/render/latex.ts';
import { updateEquations } from '../../equations/update.ts';
import { variable } from '../../equations/expression.ts';
import { functionTexts } from '../../equations/render/functionTexts.ts';
import { arrays, description } from '../base/description.ts';
import type { Exported, ExportTarget } from '../base/target.ts';
import { commentText } from '../base/words.ts';

export const latexTarget: ExportTarget = {
  write: (exported) => [{ name: `${exported.stem}.tex`, content: latexDocument(exported) }],
};

/** Rows and columns of a matrix that are written out; of a larger one the first and the last. */
const maxSide = 10;
const digits = 4;

function latexDocument(exported: Exported): string {
  const { spec, config } = exported.model;
  const { optimizer, l2 } = config.training;
  const layers = spec.layers.map((_, k) => k + 1);
  const sections: readonly (readonly [title: string, body: string])[] = [
    ['Inputs', inputs(exported)],
    ['Weights', arrays(exported).map(matrix).join('\n')],
    [
      'Forward pass',
      `${aligned(spec.layers.flatMap((layer, k) => forwardEquations(k + 1, layer)))}\n${functions(exported)}`,
    ],
    ['One example', example(exported)],
    ['Cost', aligned(costEquations(spec, l2))],
    ['Backward pass', aligned(layers.toReversed().flatMap((l) => backwardEquations(spec, l, l2)))],
    ['Update', aligned(layers.flatMap((l) => updateEquations(optimizer, l)))],
  ];
  return `% ${description(exported).filter(Boolean).join('\n% ')}
\\documentclass{article}
\\usepackage[utf8]{inputenc}
\\usepackage{amsmath, amssymb}
\\setcounter{MaxMatrixCols}{${maxSide + 3}}
\\allowdisplaybreaks
\\begin{document}
${sections.map(([title, body]) => `\n\\section*{${title}}\n${body}\n`).join('')}
\\end{document}
`;
}

/** What of a name has a meaning for LaTeX. */
function escaped(text: string): string {
  return commentText(text)
    .replace(/\\/g, '\\textbackslash ')
    .replace(/[&%$#_{}]/g, '\\$&')
    .replace(/~/g, '\\textasciitilde ')
    .replace(/\^/g, '\\textasciicircum ');
}

function aligned(equations: readonly Equation[]): string {
  const lines = equations.map((equation) => latex(equation).replace(/=|\\leftarrow/, '&$&'));
  return `\\begin{align*}\n${lines.map((line) => `  ${line}`).join(' \\\\\n')}\n\\end{align*}`;
}

/** What is behind each input, in the order of x. */
function inputs({ model }: Exported): string {
  let k = 0;
  const lines = model.pipeline.encodings.flatMap((encoding) =>
    encoding.inputs.map((name, lane) => `x_{${++k}} &= ${inputText(encoding, name, lane)}`),
  );
  const shown = lines.length > 40 ? [...lines.slice(0, 20), '&\\;\\;\\vdots', ...lines.slice(-3)] : lines;
  return `\\begin{align*}\n${shown.map((line) => `  ${line}`).join(' \\\\\n')}\n\\end{align*}`;
}

function inputText({ steps }: Encoding, name: string, lane: number): string {
  const text = `\\text{${escaped(name)}}`;
  const last = steps.at(-1);
  if (last?.step === 'oneHot') return `[${text}]`;
  const value = steps.some((step) => step.step === 'transform') ? `\\log(1 + ${text})` : text;
  if (last?.step !== 'standardize') return value;
  const mean = last.mean[lane]!;
  return `\\frac{${value} ${mean < 0 ? '+' : '-'} ${numberText(Math.abs(mean))}}{${numberText(last.std[lane]!)}}`;
}

function numberText(value: number): string {
  const text = Number(value.toPrecision(digits)).toString();
  return text.replace(/e\+?(-?\d+)$/, ' \\cdot 10^{$1}');
}

function matrix({ name, shape, values }: ReturnType<typeof arrays>[number]): string {
  const [rows, columns] = shape;
  const layer = name.slice(1);
  return `\\[ ${name[0]}^{[${layer}]} = ${matrixText(values, rows, columns)} \\]`;
}

function matrixText(values: ArrayLike<number>, rows: number, columns: number): string {
  const shownIndices = (count: number): (number | null)[] =>
    count <= maxSide
      ? Array.from({ length: count }, (_, k) => k)
      : [...Array.from({ length: maxSide - 2 }, (_, k) => k), null, count - 1];
  const cell = (row: number | null, column: number | null): string => {
    if (row === null) return column === null ? '\\ddots' : '\\vdots';
    return column === null ? '\\cdots' : numberText(values[row * columns + column]!);
  };
  const lines = shownIndices(rows).map((row) =>
    shownIndices(columns)
      .map((column) => cell(row, column))
      .join(' & '),
  );
  return `\\begin{pmatrix} ${lines.join(' \\\\ ')} \\end{pmatrix}`;
}

/** What each activation is, once. */
function functions({ model: { spec } }: Exported): string {
  const z = variable({ kind: 'argument', letter: 'z' });
  const a = variable({ kind: 'argument', letter: 'a' });
  const used = [...new Set(spec.layers.map(({ activation }) => activation))];
  const lines = used.flatMap((activation) => {
    if (activation === 'linear') return [];
    const { tex } = functionTexts[activation];
    if (activation === 'softmax') return [`${tex}(z)_j &= \\frac{e^{z_j}}{\\sum_k e^{z_k}}`];
    return [`${tex}(z) &= ${expressionLatex(definitionOf(activation, z, a).g)}`];
  });
  if (lines.length === 0) return '';
  const slope = used.includes('leakyRelu') ? `, \\quad \\mathrm{slope} = ${spec.leakySlope}` : '';
  return `with\n\\begin{align*}\n  ${lines.join(' \\\\\n  ')}${slope}\n\\end{align*}`;
}

/** The first row that the export is checked with: x, and the activations of every layer. */
function example({ model, check }: Exported): string {
  const { spec, pipeline, parameters } = model;
  const cells = check.cells[0] ?? [];
  const x = encodeRows(
    pipeline,
    valueCells((column) => cells[check.columns.indexOf(column)] || null),
  );
  const buffers = createForwardBuffers(spec, x, 1);
  forwardPass(spec, createParameters(spec, parameters), buffers, 1);
  const all = buffers.A.map((values, l) => `${l === 0 ? 'x' : `a^{[${l}]}`} = ${matrixText(values, values.length, 1)}`);
  const row = check.columns.slice(0, maxSide).map((column, k) => `${escaped(column)}: ${escaped(cells[k] ?? '')}`);
  return `${row.join(', ')}${check.columns.length > maxSide ? ', \\dots' : ''}\n\\[ ${all.join(', \\quad ')} \\]`;
}
