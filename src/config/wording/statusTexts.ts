/** What the editor's language status says of a configuration: whether it is valid, and what its run does. */
import { localize } from './localize.ts';
import { plural } from './plural.ts';

const kinds = { error: 'error', warning: 'warning', information: 'hint' } as const;

/** "Valid", "Valid · 2 hints", "1 error · 2 warnings". */
export function validityText(severities: readonly (keyof typeof kinds)[]): string {
  const counts = Object.entries(kinds).flatMap(([severity, thing]) => {
    const count = severities.filter((one) => one === severity).length;
    return count === 0 ? [] : [plural(count, thing)];
  });
  return [...(severities.includes('error') ? [] : [localize('Valid')]), ...counts].join(' · ');
}
