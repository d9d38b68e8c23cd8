/** Types of package.mjs for the tests. */
export function withoutPictures(readme: string): string;

/** Writes the package. */
export function packageTo(target: string): Promise<void>;
/** What is written in a built program, without the escapes that its texts are written with: 'extension', 'cli'. */
export function writtenIn(name: string): string;
