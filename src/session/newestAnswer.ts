/** Answers may come in another order than the questions: only the one to the newest question counts. */
export class NewestAnswer {
  #questions = 0;

  /** @returns `null` when a newer question was asked meanwhile; rejects as `answer` does while it is the newest */
  async of<T extends object>(answer: Promise<T>): Promise<T | null> {
    const question = ++this.#questions;
    const isNewest = (): boolean => question === this.#questions;
    try {
      const given = await answer;
      return isNewest() ? given : null;
    } catch (error) {
      if (isNewest()) throw error;
      return null;
    }
  }
}
