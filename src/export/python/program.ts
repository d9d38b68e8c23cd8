/** The parts of a Python program that are the same whatever computes the network: from a file to x, from outputs to answers. */
import type { TargetEncoding } from '../../data/dataset/steps/pipeline.ts';
import { isReadStep } from '../../data/dataset/steps/step.ts';
import { encodingGroups, missingNumbers, missingWords, type NumberRun } from '../base/columns.ts';
import { type Library, neededPieces, uses, withoutTexts } from '../base/library.ts';
import { type StepTexts, stepTexts, undoText } from '../base/steps.ts';
import type { Exported } from '../base/target.ts';
import { docstring, listText, commentText, quoted, VariableNames, wrapped } from '../base/words.ts';
import { cellLibrary, pythonLanguage } from './cells.ts';

/** The language of the steps with names of variables of its own. */
export function pythonTexts(exported: Exported): StepTexts {
  return {
    language: pythonLanguage,
    names: new VariableNames(),
    missing: (column) => missingNumbers(exported, column),
  };
}

export function cellFunctions(exported: Exported): Library {
  const { encodings, targets } = exported.model.pipeline;
  const columns = [...encodings, ...targets].flatMap(({ steps }) =>
    steps.filter(isReadStep).map(({ column }) => column),
  );
  const hasMissing = columns.some((column) => missingNumbers(exported, column).length > 0);
  return cellLibrary(exported.reading.decimalComma, hasMissing, missingWords(exported));
}

/** `inputs(row)`: x of a row, and the figures of long runs of columns. */
export function inputsFunction(exported: Exported): string {
  const texts = pythonTexts(exported);
  const statements: string[] = [];
  const tables: string[] = [];
  const lines = encodingGroups(exported).flatMap((group) => {
    if ('run' in group) return runLine(group.run, tables, texts);
    const { lanes } = stepTexts(group.encoding.steps, texts, statements);
    return lanes.map((lane, k) => `${lane},  # ${commentText(group.encoding.inputs[k]!)}`);
  });
  const body = statements.map((line) => `    ${line}\n`).join('');
  return `${tables.map((table) => `${table}\n\n\n`).join('')}def inputs(row):
    """x of a row: ${exported.model.spec.inputs} numbers."""
${body}    return [
${lines.map((line) => `        ${line}\n`).join('')}    ]`;
}

function runLine({ columns, standIns, scales }: NumberRun, tables: string[], texts: StepTexts): string {
  const name = tables.length === 0 ? 'NUMBERS' : `NUMBERS_${tables.length + 1}`;
  const fields = ['name', ...(standIns ? ['usual'] : []), ...(scales ? ['mean', 'std'] : [])];
  const rows = columns.map((column, k) => {
    const figures = [...(standIns ? [standIns[k]] : []), ...(scales ? [scales.means[k], scales.stds[k]] : [])];
    return `    (${[quoted(column), ...figures.map(String)].join(', ')}),\n`;
  });
  tables.push(`# Columns of numbers: ${fields.join(', ')}\n${name} = [\n${rows.join('')}]`);
  const read = texts.language.number('row[name]', texts.missing(columns[0]!));
  const whole = standIns ? texts.language.standIn(read, 'usual') : read;
  const value = scales ? `(${whole} - mean) / std` : whole;
  if (fields.length === 1) return `*[${value} for (name,) in ${name}],`;
  return `*[${value} for ${fields.join(', ')} in ${name}],`;
}

/** `answer(a)`: what the outputs of one row say. */
export function answerFunction({ model }: Exported): string {
  const { task, targets, classes } = model.pipeline;
  const what = task === 'regression' ? 'predictions in their own units' : `probabilities of ${classes.length} classes`;
  const values = {
    binary: () => ['1 - a[0]', 'a[0]'],
    multiclass: () => ['*a'],
    regression: () => targets.map(({ steps }, k) => undoText(steps, `a[${k}]`, pythonLanguage)),
  }[task]();
  return `def answer(a):
    """What the outputs of one row say: ${what}."""
    return ${listText(values, '    ', 'return ')}`;
}

/** `target(row)`: y of a row, for training. */
export function targetFunction(exported: Exported): string {
  const { task, targets } = exported.model.pipeline;
  const texts = pythonTexts(exported);
  const statements: string[] = [];
  const isNumbers = task === 'regression';
  const lanes = isNumbers
    ? targets.flatMap(({ steps }) => stepTexts(steps, texts, statements).lanes)
    : classLanes(targets[0]!, texts, statements);
  const body = statements.map((line) => `    ${line}\n`).join('');
  return `def target(row):
    """y of a row; None where it has no answer."""
${body}    y = ${listText(lanes, '    ', 'y = ')}
    return None if any(math.isnan(value) for value in y) else y`;
}

/** The index first, so that an empty cell is told from a class: an index that is NaN leaves NaN everywhere. */
function classLanes({ steps }: TargetEncoding, texts: StepTexts, statements: string[]): readonly string[] {
  const { lanes, column } = stepTexts(
    steps.filter(({ step }) => step !== 'oneHot'),
    texts,
    statements,
  );
  const oneHot = steps.find((step) => step.step === 'oneHot');
  if (!oneHot) return lanes;
  const name = texts.names.of(column);
  statements.push(`${name} = ${lanes[0]}`, `if math.isnan(${name}):`, '    return None');
  return Array.from({ length: oneHot.count }, (_, k) => texts.language.isIndex(name, k));
}

/** Rows of the table that the answers of our engine are kept of. */
export function checkData({ check }: Exported): string {
  const whose =
    check.table === null
      ? 'Rows made up from what the network knows of its columns'
      : `Rows of ${commentText(check.table)}`;
  const row = (cells: readonly string[]): string =>
    cells.join(', ').length < 100 ? `    [${cells.join(', ')}],\n` : `    [\n${wrapped(cells, '        ')}\n    ],\n`;
  return `# ${whose}, and what Neural Network Explorer answers for each.
CHECK_COLUMNS = ${listText(check.columns.map(quoted), '', 'CHECK_COLUMNS = ')}
CHECK_ROWS = [
${check.cells.map((cells) => row(cells.map(quoted))).join('')}]
CHECK_ANSWERS = [
${check.answers.map((answers) => row(answers.map(String))).join('')}]`;
}

/** Of what Float32 computed nearly all digits behind the seventh are its own. */
export function tolerance({ model }: Exported): string {
  return model.origin.precision === 'float32' ? '1e-4' : '1e-9';
}

export function checkFunction(exported: Exported): string {
  return `def check():
    """Compares with the answers of the network that this was made from."""
    rows = [dict(zip(CHECK_COLUMNS, cells)) for cells in CHECK_ROWS]
    pairs = [
        pair for found, expected in zip(answers(rows), CHECK_ANSWERS) for pair in zip(found, expected)
    ]
    difference = max(abs(found - expected) for found, expected in pairs)
    same = all(abs(found - expected) <= ${tolerance(exported)} * max(1, abs(expected)) for found, expected in pairs)
    verdict = "the same network" if same else "NOT the same network"
    print(f"max |Δ| = {difference:.1e} over {len(rows)} rows: {verdict}")
    return 0 if same else 1`;
}

/**
 * Sections from top to bottom: what they need comes first, the imports that they name before everything.
 * @param title of the program in plain words
 */
export function assembled(
  { title, constants, sections }: { title: string; constants: string; sections: readonly string[] },
  library: Library,
): string {
  const code = sections.join('\n\n\n');
  const pieces = neededPieces(code, library);
  const whole = [...pieces, code].join('\n\n\n');
  const all = withoutTexts(`${constants}\n${whole}`);
  const standard = ['base64', 'csv', 'datetime', 'json', 'math', 'os', 're', 'sys', 'unicodedata'].filter((name) =>
    usesModule(all, name),
  );
  const imports = [
    ...standard.map((name) => `import ${name}`),
    ...(/\bPath\(/.test(all) ? ['from pathlib import Path'] : []),
    ...(/\bRandom\(\)/.test(all) ? ['from random import Random'] : []),
  ];
  const others = [
    ...(usesModule(all, 'keras') ? ['import keras'] : []),
    ...(usesModule(all, 'np') ? ['import numpy as np'] : []),
    ...(usesModule(all, 'torch') ? ['import torch'] : []),
    ...(/\bdist\./.test(all) ? ['import torch.distributed as dist'] : []),
  ];
  const blocks = [imports, others].filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`);
  const head = `${docstring(title)}\n${blocks.join('\n')}${constants === '' ? '' : `\n${constants}\n`}`;
  return `${head}\n\n${separated([...pieces, ...sections])}\n`;
}

function usesModule(code: string, name: string): boolean {
  return uses(code, `${name}\\.\\w+`);
}

/** Two blank lines around functions, none between constants that follow each other. */
function separated(pieces: readonly string[]): string {
  return pieces.reduce((text, piece, k) => {
    if (k === 0) return piece;
    const isPlain = /^[A-Z]/.test(piece) && /(^|\n)[A-Z_]+ = [^\n]*$/.test(pieces[k - 1]!);
    return `${text}${isPlain ? '\n' : '\n\n\n'}${piece}`;
  }, '');
}
