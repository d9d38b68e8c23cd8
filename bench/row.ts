/** One line of the table that `npm run bench` prints: ours against a yardstick, measured in the same run. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  /** The yardstick's figure; `null` where a limit is all there is to compare with. */
  readonly peer: number | null;
  /** Median of the rounds' own ratios, above 1 where ours is better; `null` without a yardstick. */
  readonly ratio: number | null;
  /** In words, with its number: "≥ 3× papaparse". */
  readonly goal: string;
  readonly met: boolean;
  readonly unit: string;
}
