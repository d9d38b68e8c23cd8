/** Types of oldestNode.mjs for the tests. */
export function ensureOldestNode(): Promise<string>;
