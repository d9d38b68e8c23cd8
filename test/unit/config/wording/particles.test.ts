import assert from 'node:assert/strict';
import { localize, setTranslations } from '../../../../src/config/wording/localize.ts';
import { particle } from '../../../../src/config/wording/particles.ts';

describe('particle(form, before)', () => {
  const cases: readonly (readonly [before: string, form: string, expected: string])[] = [
    ['학습', '은(는)', '은'],
    ['배치', '은(는)', '는'],
    ['"나이"', '을(를)', '를'],
    ['값 3', '이(가)', '이'],
    ['층 2', '이(가)', '가'],
    ['10', '과(와)', '과'],
    ['0.5', '(으)로', '로'],
    ['7', '(으)로', '로'],
    ['6', '(으)로', '으로'],
    ['서울', '(으)로', '로'],
    ['서울', '은(는)', '은'],
    ['tanh', '은(는)', '는'],
    ['Adam', '은(는)', '은'],
    ['label', '을(를)', '을'],
    ['label', '(으)로', '로'],
    ['iris.csv', '이(가)', '가'],
    ['W²', '이(가)', '가'],
    ['Z¹ (4×3)', '은(는)', '은'],
    ['90 %', '이(가)', '가'],
    ['L', '은(는)', '은'],
    ['β', '은(는)', '는'],
    ['', '은(는)', '는'],
  ];
  for (const [before, form, expected] of cases)
    it(`${JSON.stringify(before)} + ${form} = ${expected}`, () => assert.equal(particle(form, before), expected));
});

describe('localize(text, …values) in Korean', () => {
  afterEach(() => setTranslations({}));

  it('writes the particle that fits, also behind a quotation mark, and leaves what the user wrote', () => {
    setTranslations({ 'Replace {0} with {1}': '"{0}"을(를) {1}(으)로 바꾸기' });
    assert.equal(localize('Replace {0} with {1}', 'tanh', 'relu'), '"tanh"를 relu로 바꾸기');
    assert.equal(localize('Replace {0} with {1}', '열', '행'), '"열"을 행으로 바꾸기');
    assert.equal(localize('Replace {0} with {1}', '은(는)', 7), '"은(는)"을 7로 바꾸기');
  });
});
