/** `shapes FILE`: what has which shape in every layer, before anything is trained. */
import { localize, msg } from '../../config/wording/localize.ts';
import { formatShape, superscript } from '../../core/network/shape.ts';
import { type NetworkValues, networkOptions } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { loadSetup, planSetup } from '../input/setup.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted, tableText } from '../terminal/text.ts';
import { isModelName, loadHeader, modelReport, modelShapes, tensorText } from '../report/modelReport.ts';
import { networkFields, type NetworkReport, networkReport } from '../../run/model/trainReport.ts';
import { isOurs } from '../../model/modelFile.ts';

export const shapes = verb({
  name: 'shapes',
  operands: {
    file: {
      name: 'FILE',
      kinds: 'CSV, .nnconfig, .safetensors',
      help: msg('a CSV or TSV (with the defaults; the target is guessed), a .nnconfig or a .safetensors'),
    },
  },
  options: networkOptions,
  help: msg('the shapes of W, b, Z and A in every layer'),
  json: networkFields,
  run: tellShapes,
});

async function tellShapes(options: NetworkValues, terminal: Terminal): Promise<ExitCode> {
  if (isModelName(options.file)) return tellModelShapes(options, terminal);
  const setup = await loadSetup(options, terminal);
  const run = planSetup(setup);
  const report = networkReport(run);
  if (options.json) terminal.json(report);
  else terminal.out(shapesText(report, run.spec.inputs));
  if (setup.size && !options.json) terminal.err(`${setup.size.text}\n`);
  return 0;
}

/** Of ours as of a configuration; of any other the tensors. */
async function tellModelShapes({ file, json }: NetworkValues, terminal: Terminal): Promise<ExitCode> {
  const header = await loadHeader(file);
  if (!isOurs(header)) {
    const { tensors } = modelReport(file, header);
    if (json) terminal.json({ tensors });
    else terminal.out(tensorText(tensors));
    return 0;
  }
  const { inputs, ...report } = modelShapes(file, header);
  if (json) terminal.json(report);
  else terminal.out(shapesText(report, inputs));
  return 0;
}

function shapesText(
  { task, target, m, mValidation, mTest, shapes: layers, parameters }: NetworkReport,
  inputs: number,
): string {
  const targets = typeof target === 'string' ? target : target.join(', ');
  const rows = layers.map(({ layer, W, b, activation }) => {
    const l = superscript(layer);
    const count = counted(W[0] * W[1] + b[0], 'parameter');
    return [`W${l} ${formatShape(W)}`, `b${l} ${formatShape(b)}`, `Z${l}, A${l} ${W[0]}×m`, activation, count];
  });
  const validation = mValidation > 0 ? localize(' and {0} for validation', mValidation) : '';
  const test = mTest > 0 ? localize(' and {0} for the test', mTest) : '';
  return [
    `X ${inputs}×m, m = ${m}${validation}${test}; ${targets} (${task})\n`,
    tableText(rows),
    `${counted(parameters, 'parameter')}\n`,
  ].join('');
}
