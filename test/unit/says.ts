/** For `assert.rejects` and `assert.throws`: whether an error tells the user something like this, in English. */
import { errorText } from '../../src/config/wording/notice.ts';

export function says(pattern: RegExp): (error: unknown) => true {
  return (error) => {
    const text = errorText(error);
    if (!pattern.test(text)) throw new Error(`expected a sentence like ${String(pattern)}, found: ${text}`);
    return true;
  };
}
