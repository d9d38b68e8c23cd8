/** Types of install.mjs for the tests and benches. */
export function ensureVsCode(): Promise<{ readonly home: string; readonly node: string; readonly version: string }>;

/** The Node that came with VS Code, `null` when it is not installed here. */
export function installedNode(): string | null;
