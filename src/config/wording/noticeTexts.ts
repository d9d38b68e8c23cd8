/** What a table of words holds for each code. */

/** One text, or one for exactly one thing (the first value) and one for any other number of them. */
export type NoticeText = string | readonly [one: string, several: string];

export type NoticeTexts<Code extends string> = Readonly<Record<Code, NoticeText>>;
