/** The name that `--weights` is given: it tells the form. */
import { localize } from '../../config/wording/localize.ts';
import { usageError } from '../terminal/failure.ts';

/** "-" is standard output. @throws CliFailure (exit code 2) for a name that tells no form */
export function requireWeightsFile(path: string): void {
  if (path !== '-' && !/\.(?:json|npz)$/i.test(path))
    throw usageError(localize('--weights takes a file .json or .npz, or - for standard output; "{0}" is none.', path));
}
