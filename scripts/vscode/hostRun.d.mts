/** Types of hostRun.mjs for the benches. */
export function runInExtensionHost(options: {
  readonly extension: string;
  readonly tests: string;
  readonly folder: string;
  readonly timeout: number;
  readonly logFile: string;
  readonly env?: Readonly<Record<string, string>>;
}): Promise<number>;
