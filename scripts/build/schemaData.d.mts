/** Types of schemaData.mjs for the tests. */
export function withoutMetadata(text: string): string;
