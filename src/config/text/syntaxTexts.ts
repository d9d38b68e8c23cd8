/** What the parser's complaints are in words; by the names that jsonc-parser gives them. */

export const syntaxTexts = {
  InvalidNumberFormat: 'This is not a number as JSON writes it.',
  PropertyNameExpected: 'Expected a key in double quotes.',
  ValueExpected: 'Expected a value.',
  ColonExpected: 'Expected a colon after the key.',
  CommaExpected: 'Expected a comma between two entries.',
  CloseBraceExpected: 'Expected a closing brace }.',
  CloseBracketExpected: 'Expected a closing bracket ].',
  EndOfFileExpected: 'Expected nothing more after the configuration.',
  UnexpectedEndOfComment: 'This comment is not closed with */.',
  UnexpectedEndOfString: 'This text is not closed with a double quote on its line.',
  UnexpectedEndOfNumber: 'This number breaks off.',
  InvalidUnicode: 'Expected four hexadecimal digits after \\u.',
  InvalidEscapeCharacter: 'This escape is unknown; a backslash itself is written \\\\.',
  InvalidCharacter: 'Control characters such as tabs are written as escapes inside texts.',
} as const;
