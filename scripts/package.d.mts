/** Types of package.mjs for the tests. */
export function withoutPictures(readme: string): string;

/** Writes the package. */
export function packageTo(target: string): Promise<void>;
