/** How much of a band is worth a look. */
import type { CurveBand, SweptMember } from '../../src/protocol/sweep/sweepPage.ts';

/** Places up to where the longest training came: beyond it stand the last numbers of all, as far as any might have gone. */
export function bandPlaces(
  { epoch }: Pick<CurveBand, 'epoch'>,
  members: readonly Pick<SweptMember, 'epochs'>[],
): number {
  const last = members.reduce((most, { epochs }) => Math.max(most, epochs), 0);
  const end = epoch.findIndex((place) => place >= last);
  return end < 0 ? epoch.length : end + 1;
}
