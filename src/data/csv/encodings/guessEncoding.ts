/**
 * Which encoding a text has that is not UTF-8, told from its bytes: the encodings of East Asia from how many of their characters
 * are common ones, those of one byte a letter from the letters of languages. Korean comes first.
 */
import { latinEncoding } from './latinEncoding.ts';
import { isStandardSyllable } from '../koreanDecoder.ts';
import { decodeAs } from '../textCodec.ts';

/** @param bytes lines of the file that hold bytes above 127 */
export function guessEncoding(bytes: Uint8Array): string {
  let best = '';
  let bestScore = 0.6;
  for (const { encoding, score } of asian) {
    const text = decodeAs(bytes, encoding);
    if (text === null) continue;
    const letters = [...text].filter((letter) => letter > '\u007f');
    const found = letters.length === 0 ? 0 : score(letters, text);
    if (found > bestScore) {
      best = encoding;
      bestScore = found;
    }
  }
  return best || cyrillicEncoding(bytes) || latinEncoding(bytes);
}

/** The 150 or so most frequent characters of each language's running text. */
const commonKorean = new Set(
  '이다는을의에가고하를한은도로지기사어나시리아자서들대일인정수제보해라그있것여주만' +
    '전적과부스상장면으게동구원성마우조세비안관생무공요오위치모신국연미물실계거소학내' +
    '경회년월명중방업분용선량번호키몸무등급나이성별높낮음남녀체온도습강수값평균합름예' +
    '제품가격날짜시간점총',
);
const commonChinese = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动' +
    '同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自' +
    '二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日' +
    '那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变' +
    '条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总' +
    '次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指' +
    '几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器' +
    '压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安' +
    '场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集' +
    '温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连' +
    '断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精' +
    '值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属' +
    '圆包火住调满县局照参红细引听该铁价严龄岁男女姓职薪城',
);
const commonTraditional = new Set(
  '的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動' +
    '同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自' +
    '二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日' +
    '那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變' +
    '條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員位入常文總次' +
    '品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾' +
    '九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓' +
    '志世金增爭濟油思術極交受聯什認六共權收證改清己美再採轉更單風切打白教速花帶安場身' +
    '車例真務具萬每目至達走積示議聲報完類八離華名確才科張信馬節話米整空元況今集溫傳土' +
    '許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布復容際商非驗連斷深難近千' +
    '周委技備半辦青省列習響約支般史感勞便團往歷市克何除消構府稱太準精值號率族維劃選標' +
    '寫存候毛親快效院查型眼王按格養易置派層片始卻專狀育廠京識適屬圓包火住調滿縣局照參' +
    '紅細引聽該鐵價嚴齡歲男女姓職薪城臺灣',
);

function share(letters: readonly string[], is: (letter: string) => boolean): number {
  return letters.filter(is).length / letters.length;
}

const isKana = (letter: string) => letter >= '\u3041' && letter <= '\u30ff';
const isKanji = (letter: string) => letter >= '\u4e00' && letter <= '\u9fff';
const isHangul = (letter: string) => letter >= '\uac00' && letter <= '\ud7a3';
const isMark = (letter: string) =>
  (letter >= '\u3000' && letter <= '\u3020') || (letter >= '\uff01' && letter <= '\uff5e');

/** In the order in which a draw is decided. */
const asian: readonly { encoding: string; score: (letters: readonly string[], text: string) => number }[] = [
  {
    encoding: 'euc-kr',
    score: korean,
  },
  { encoding: 'shift_jis', score: japanese },
  { encoding: 'euc-jp', score: japanese },
  {
    encoding: 'gbk',
    score: (letters) =>
      0.45 * share(letters, (l) => isKanji(l) || isMark(l)) + 0.6 * share(letters, (l) => commonChinese.has(l)),
  },
  {
    encoding: 'big5',
    score: (letters) =>
      0.45 * share(letters, (l) => isKanji(l) || isMark(l)) + 0.6 * share(letters, (l) => commonTraditional.has(l)),
  },
];

/** Syllables beyond the older standard are rare, and so are syllables beside small Latin letters, as misread words of others have. */
function korean(letters: readonly string[], text: string): number {
  const usual = share(letters, (l) => isStandardSyllable(l) || isMark(l));
  const rare = share(letters, (l) => isHangul(l) && !isStandardSyllable(l));
  const inLatin = (text.match(/[a-z][가-힣]|[가-힣][a-z]/g) ?? []).length / letters.length;
  return 0.75 * usual + 0.3 * rare + 0.5 * share(letters, (l) => commonKorean.has(l)) - 0.3 * inLatin;
}

/** Kana make Japanese; kanji alone are Japanese where enough of them are common in Chinese writing, too. */
function japanese(letters: readonly string[]): number {
  const kana = share(letters, isKana);
  const kanji = share(letters, (l) => isKanji(l) || isMark(l));
  const common = share(letters, (l) => commonTraditional.has(l) || commonChinese.has(l));
  return kana > 0.1 ? kana + 0.9 * kanji : 0.4 * kanji + 0.5 * common;
}

/** Words of letters above 127 alone, small ones mostly: windows-1251 has them behind the capitals, KOI8 before. */
function cyrillicEncoding(bytes: Uint8Array): string | null {
  let letters = 0;
  let beside = 0;
  let late = 0;
  let others = 0;
  bytes.forEach((byte, i) => {
    if (byte >= 0xc0) {
      letters++;
      if ((bytes[i - 1] ?? 0) >= 0xc0 || (bytes[i + 1] ?? 0) >= 0xc0) beside++;
      if (byte >= 0xe0) late++;
    } else if (byte >= 128) others++;
  });
  if (letters < 3 || beside < 0.85 * letters || others > 0.2 * letters) return null;
  return late > letters / 2 ? 'windows-1251' : 'koi8-r';
}

/** Of text that is UTF-8 but for a few bytes: how many characters are, and how many bytes are not. */
export function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = decodeAs(bytes, 'utf-8', false) ?? '';
  let good = 0;
  let bad = 0;
  for (const letter of text) {
    if (letter === '\ufffd') bad++;
    else if (letter > '\u007f') good++;
  }
  return good >= 3 && good >= 3 * bad;
}
