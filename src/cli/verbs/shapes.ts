/** `shapes FILE`: what has which shape in every layer, before anything is trained. */
import { localize, msg } from '../../config/wording/localize.ts';
import { formatShape, layerShapes, superscript } from '../../core/network/shape.ts';
import { type NetworkValues, networkOperands, networkOptions } from '../command/options.ts';
import { type ExitCode, verb } from '../command/verb.ts';
import { loadSetup, planSetup } from '../input/setup.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted, tableText } from '../terminal/text.ts';
import { networkFields, networkReport } from '../report/trainReport.ts';

export const shapes = verb({
  name: 'shapes',
  operands: networkOperands,
  options: networkOptions,
  help: msg('the shapes of W, b, Z and A in every layer'),
  json: networkFields,
  run: tellShapes,
});

async function tellShapes(options: NetworkValues, terminal: Terminal): Promise<ExitCode> {
  const setup = await loadSetup(options, terminal);
  const run = planSetup(setup);
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
  if (setup.size) terminal.err(`${setup.size.text}\n`);
  return 0;
}
