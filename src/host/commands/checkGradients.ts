/** Compares backpropagation with finite differences on the run's own network, with progress and a way out. */
import { localize } from '../../config/wording/localize.ts';
import type { GradientCheckReport } from '../../protocol/workerApi.ts';
import { configKey } from '../files/configKey.ts';
import { requireTrust } from '../files/trust.ts';
import { UserError } from '../parts/host.ts';
import { prepareRun } from '../runs/train.ts';
import { showInformation, showProgress, showWarning } from '../base/shown.ts';
import type { Command } from './command.ts';
import { targetConfig } from './target.ts';

export const checkGradients: Command = (host) => async (argument) => {
  const document = await targetConfig(host, argument);
  if (!(await requireTrust(document.uri))) return undefined;
  const run = host.runs.get(configKey(document.uri)) ?? (await prepareRun(host.runs, document));
  if (!run.description) throw new UserError(run.status.message);
  const title = localize('Checking the gradients of {0}', run.title);
  const report = await showProgress(title, (progress, token) => {
    let shown = 0;
    return run.session.inspection.gradientCheck(token, ({ done, total }) => {
      const share = total > 0 ? (100 * done) / total : 0;
      progress.report({ increment: share - shown });
      shown = share;
    });
  });
  const errors = `relative error ${report.relativeError}, engine ${report.engineError}`;
  host.log.info(`${run.title}: gradient check over ${report.parameters} parameters, ${errors}`);
  // Not awaited: the message may stay open, the command is over.
  void tell(report).then((isAsked) => isAsked && !run.isDisposed && host.panels.turn(run, { type: 'lookAtGradients' }));
  return report;
};

/** Whether the parameters are to be seen one by one. */
async function tell({ relativeError, parameters, passed }: GradientCheckReport): Promise<boolean> {
  const error = relativeError.toExponential(1);
  const each = localize('Show Each Parameter');
  const answer = await (passed
    ? showInformation(
        localize('The gradients are right: relative error {0} over {1} parameters.', error, parameters),
        each,
      )
    : showWarning(localize('The gradients differ: relative error {0} over {1} parameters.', error, parameters), each));
  return answer === each;
}
