/** `shapes FILE`: what has which shape in every layer, before anything is trained. */
import { localize } from '../config/wording/localize.ts';
import { formatShape, layerShapes, superscript } from '../core/network/shape.ts';
import type { ModelOptions } from './arguments.ts';
import { loadModel, planModel } from './model.ts';
import type { Terminal } from './terminal.ts';
import { counted, tableText } from './text.ts';
import { networkReport } from './trainReport.ts';

/** Resolves to the exit code. */
export async function shapes(options: ModelOptions, terminal: Terminal): Promise<number> {
  const model = await loadModel(options, terminal);
  const run = planModel(model);
  const report = networkReport(run);
  if (options.json) {
    terminal.json(report);
    return 0;
  }
  const { task, target, m, mValidation, mTest, parameters } = report;
  const targets = typeof target === 'string' ? target : target.join(', ');
  const rows = layerShapes(run.spec).map(({ layer, W, b, activation, parameters: count }) => {
    const l = superscript(layer);
    return [
      `W${l} ${formatShape(W)}`,
      `b${l} ${formatShape(b)}`,
      `Z${l}, A${l} ${W[0]}×m`,
      activation,
      counted(count, 'parameter'),
    ];
  });
  terminal.out(
    `X ${run.spec.inputs}×m, m = ${m}${mValidation > 0 ? localize(' and {0} for validation', mValidation) : ''}${mTest > 0 ? localize(' and {0} for the test', mTest) : ''}; ${targets} (${task})\n`,
  );
  terminal.out(tableText(rows));
  terminal.out(`${counted(parameters, 'parameter')}\n`);
  if (model.size) terminal.err(`${model.size.text}\n`);
  return 0;
}
