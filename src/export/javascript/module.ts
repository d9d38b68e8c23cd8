/** A network as one module of JavaScript without dependencies, for a web page or Node: `predict(row)`. */
import { unitsOf } from '../../core/network/shape.ts';
import { isReadStep } from '../../data/dataset/steps/step.ts';
import { functionTexts } from '../../equations/render/functionTexts.ts';
import { encodeBase64 } from '../base/base64.ts';
import { encodingGroups, missingNumbers, missingWords, type NumberRun } from '../base/columns.ts';
import { activationName, arrays, description } from '../base/description.ts';
import { neededPieces } from '../base/library.ts';
import { type StepTexts, stepTexts, undoText } from '../base/steps.ts';
import { type Exported, type ExportTarget, maxInline } from '../base/target.ts';
import { listText, matrixText, commentText, quoted, VariableNames, wrapped } from '../base/words.ts';
import { functionLibrary } from './functions.ts';
import { javascriptLanguage, valueLibrary } from './language.ts';

export const javascriptTarget: ExportTarget = {
  write: (exported) => [{ name: `${exported.stem}.mjs`, content: javascriptModule(exported) }],
};

function javascriptModule(exported: Exported): string {
  const sections = [
    predictFunction(exported),
    answerFunction(exported),
    forwardFunction(exported),
    ...inputsFunction(exported),
    weightsText(exported),
    checkText(exported),
  ];
  const code = sections.join('\n\n');
  const pieces = neededPieces(code, { ...values(exported), ...functionLibrary(exported.model.spec.leakySlope) });
  return `${title(exported)}\n\n${[...sections.slice(0, -2), ...pieces, ...sections.slice(-2)].join('\n\n')}\n\n${mainText}\n`;
}

function values(exported: Exported): ReturnType<typeof valueLibrary> {
  const { encodings } = exported.model.pipeline;
  const columns = encodings.flatMap(({ steps }) => steps.filter(isReadStep).map(({ column }) => column));
  const hasMissing = columns.some((column) => missingNumbers(exported, column).length > 0);
  return valueLibrary(exported.reading.decimalComma, hasMissing, missingWords(exported));
}

function title(exported: Exported): string {
  const { stem, check } = exported;
  const row = check.columns.slice(0, 3).map((column, k) => `${quoted(column)}: ${quoted(check.cells[0]?.[k] ?? '')}`);
  const more = check.columns.length > 3 ? ', …' : '';
  const lines = [
    ...description(exported),
    '',
    `    import { predict } from ${quoted(`./${stem}.mjs`)};`,
    `    predict({ ${row.join(', ')}${more} })`,
    `    node ${commentText(stem)}.mjs --check    compares with the answers of the network that this was made from`,
  ];
  return `/**\n${lines.map((line) => ` * ${inBlock(line)}`.trimEnd()).join('\n')}\n */`;
}

/** A line that does not end the comment which it stands in. */
function inBlock(line: string): string {
  return line.replaceAll('*/', '* /');
}

function predictFunction({ model }: Exported): string {
  const { task, classes } = model.pipeline;
  if (task === 'regression') {
    return `/** What the network says of a row: an object from the names of columns to texts or numbers. */
export function predict(row) {
  const found = answer(forward(inputs(row)));
  return { ${model.pipeline.targets.map(({ column }, k) => `${keyText(column)}: found[${k}]`).join(', ')} };
}`;
  }
  return `const CLASSES = [${classes.map(quoted).join(', ')}];

/** What the network says of a row: an object from the names of columns to texts or numbers. */
export function predict(row) {
  const found = answer(forward(inputs(row)));
  return {
    prediction: CLASSES[found.indexOf(Math.max(...found))],
    probabilities: Object.fromEntries(CLASSES.map((name, k) => [name, found[k]])),
  };
}`;
}

/** `__proto__` is a name like any other only where it is computed. */
function keyText(column: string): string {
  return column === '__proto__' ? `[${quoted(column)}]` : quoted(column);
}

function answerFunction({ model }: Exported): string {
  const { task, targets, classes } = model.pipeline;
  const what = task === 'regression' ? 'predictions in their own units' : `probabilities of ${classes.length} classes`;
  const parts = {
    binary: () => ['1 - a[0]', 'a[0]'],
    multiclass: () => ['...a'],
    regression: () => targets.map(({ steps }, k) => undoText(steps, `a[${k}]`, javascriptLanguage)),
  }[task]();
  return `/** What the outputs say: ${what}. */
function answer(a) {
  return ${listText(parts, '  ', 'return ')};
}`;
}

function forwardFunction({ model: { spec } }: Exported): string {
  const lines = spec.layers.flatMap(({ activation, units }, k) => {
    const l = k + 1;
    const call = functionTexts[activation].javascript;
    const before = k === 0 ? 'x' : `a${k}`;
    const name = /^([\w.]+)\(\{\}\)$/.exec(call)?.[1];
    const applied =
      activation === 'softmax' ? `softmax(z${l})` : `z${l}.map(${name ?? `(z) => ${call.replaceAll('{}', 'z')}`})`;
    return [
      `const z${l} = layer(W${l}, b${l}, ${before}); // ${units}: W${l} ${units}×${unitsOf(spec, k)}`,
      `const a${l} = ${activation === 'linear' ? `z${l}` : applied}; // ${activationName(activation)}`,
    ];
  });
  return `/** The outputs of the network for one example. */
function forward(x) {
${lines.map((line) => `  ${line}\n`).join('')}  return a${spec.layers.length};
}`;
}

function inputsFunction(exported: Exported): string[] {
  const texts: StepTexts = {
    language: javascriptLanguage,
    names: new VariableNames(),
    missing: (column) => missingNumbers(exported, column),
  };
  const statements: string[] = [];
  const tables: string[] = [];
  const lines = encodingGroups(exported).flatMap((group) => {
    if ('run' in group) return runLine(group.run, tables, texts);
    const { lanes } = stepTexts(group.encoding.steps, texts, statements);
    return lanes.map((lane, k) => `${lane}, // ${commentText(group.encoding.inputs[k]!)}`);
  });
  return [
    `/** x of a row: ${exported.model.spec.inputs} numbers. */
function inputs(row) {
${statements.map((line) => `  ${line}\n`).join('')}  return [
${lines.map((line) => `    ${line}\n`).join('')}  ];
}`,
    ...tables,
  ];
}

function runLine({ columns, standIns, scales }: NumberRun, tables: string[], texts: StepTexts): string {
  const name = tables.length === 0 ? 'NUMBERS' : `NUMBERS_${tables.length + 1}`;
  const fields = ['name', ...(standIns ? ['usual'] : []), ...(scales ? ['mean', 'std'] : [])];
  const rows = columns.map((column, k) => {
    const figures = [...(standIns ? [standIns[k]] : []), ...(scales ? [scales.means[k], scales.stds[k]] : [])];
    return `  [${[quoted(column), ...figures.map(String)].join(', ')}],\n`;
  });
  tables.push(`/** Columns of numbers: ${fields.join(', ')} */\nconst ${name} = [\n${rows.join('')}];`);
  const read = texts.language.number('row[name]', texts.missing(columns[0]!));
  const whole = standIns ? texts.language.standIn(read, 'usual') : read;
  return `...${name}.map(([${fields.join(', ')}]) => ${scales ? `(${whole} - mean) / std` : whole}),`;
}

/** W as a list of rows, b as a list; many numbers as the text of their bytes. */
function weightsText(exported: Exported): string {
  const isInline = exported.model.parameters.length <= 10 * maxInline;
  const lines = arrays(exported).map(({ name, shape: [rows, columns], values: numbers }) => {
    if (!isInline) return `const ${name} = matrix(${quoted(encodeBase64(numbers))}, ${columns}); // ${rows}×${columns}`;
    if (columns === 1 && name.startsWith('b'))
      return `const ${name} = ${listText(Array.from(numbers, String), '', `const ${name} = `)};`;
    return `// ${rows}×${columns}\nconst ${name} = ${matrixText(numbers, columns)};`;
  });
  return lines
    .map((line) => (isInline ? line : line.replace(/^(const b\d+ = )(.*); \/\//, '$1$2.flat(); //')))
    .join('\n');
}

function checkText({ check, model }: Exported): string {
  const whose =
    check.table === null ? 'Rows made up from what the network knows of its columns' : `Rows of ${check.table}`;
  const row = (cells: readonly string[]): string =>
    cells.join(', ').length < 100 ? `  [${cells.join(', ')}],\n` : `  [\n${wrapped(cells, '    ')}\n  ],\n`;
  const tolerance = model.origin.precision === 'float32' ? '1e-4' : '1e-9';
  return `// ${commentText(whose)}, and what Neural Network Explorer answers for each.
const CHECK_COLUMNS = ${listText(check.columns.map(quoted), '', 'const CHECK_COLUMNS = ')};
const CHECK_ROWS = [
${check.cells.map((cells) => row(cells.map(quoted))).join('')}];
const CHECK_ANSWERS = [
${check.answers.map((answers) => row(answers.map(String))).join('')}];

/** Compares with the answers of the network that this was made from. */
export function check() {
  const rows = CHECK_ROWS.map((cells) => Object.fromEntries(cells.map((cell, k) => [CHECK_COLUMNS[k], cell])));
  const pairs = rows.flatMap((row, i) => answer(forward(inputs(row))).map((found, k) => [found, CHECK_ANSWERS[i][k]]));
  const difference = Math.max(...pairs.map(([found, expected]) => Math.abs(found - expected)));
  const same = pairs.every(([found, expected]) => Math.abs(found - expected) <= ${tolerance} * Math.max(1, Math.abs(expected)));
  const verdict = same ? "the same network" : "NOT the same network";
  return { same, text: \`max |Δ| = \${difference.toExponential(1)} over \${rows.length} rows: \${verdict}\` };
}`;
}

const mainText = `// Run by Node itself, not imported.
if (globalThis.process?.argv?.[2] === "--check") {
  const { pathToFileURL } = await import("node:url");
  if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const { same, text } = check();
    console.log(text);
    process.exitCode = same ? 0 : 1;
  }
}`;
