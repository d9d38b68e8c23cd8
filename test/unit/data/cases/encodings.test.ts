/** Texts in the encodings of many countries are told apart by their bytes alone. */
import assert from 'node:assert/strict';
import { read } from '../read/reading.ts';

/** How each character is written, from the platform's own decoder. */
function writerOf(encoding: string): (text: string) => number[] {
  const bytesOf = new Map<string, number[]>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const learn = (bytes: number[]) => {
    try {
      const letter = decoder.decode(Uint8Array.from(bytes));
      if (!bytesOf.has(letter)) bytesOf.set(letter, bytes);
    } catch {
      // Bytes that mean nothing teach nothing.
    }
  };
  for (let a = 0; a < 256; a++) learn([a]);
  if (!/^(?:windows|iso|koi)/.test(encoding))
    for (let a = 0x81; a < 0xff; a++) for (let b = 0x40; b < 0xff; b++) learn([a, b]);
  return (text) => [...text].flatMap((letter) => bytesOf.get(letter) ?? [63]);
}

const tables: readonly [encoding: string, names: string, words: readonly string[]][] = [
  ['euc-kr', '키,몸무게,등급', ['합격', '불합격']],
  ['euc-kr', '지역,인구', ['서울특별시', '부산광역시', '똠방각하']],
  ['shift_jis', '身長,体重,クラス', ['あか', 'みどり']],
  ['euc-jp', '身長,体重,クラス', ['あかいはな', 'みどりのは']],
  ['gbk', '身高,体重,等级', ['合格', '不合格']],
  ['big5', '身高,體重,等級', ['合格', '不合格']],
  ['windows-1251', 'рост,вес,класс', ['красный', 'зелёный']],
  ['koi8-r', 'рост,вес,класс', ['красный', 'синий']],
  ['windows-1250', 'výška,váha,třída', ['žlutý', 'modrý', 'zelený květ', 'příliš']],
  ['windows-1250', 'wzrost,klasa', ['żółty', 'błękitny', 'łąka']],
  ['windows-1250', 'město,kraj', ['Plzeň', 'Děčín', 'Ústí', 'České Budějovice']],
  ['windows-1250', 'oraş,judeţ', ['Iaşi', 'Brăila', 'Piteşti', 'Galaţi']],
  ['windows-1250', 'grad,županija', ['Čakovec', 'Šibenik', 'Đakovo', 'Požega']],
  ['windows-1250', 'város,megye', ['Győr', 'Szőlő', 'fű', 'Kecskemét']],
  ['iso-8859-2', 'miasto,wartość', ['Kraków', 'Śląsk', 'Łódź', 'Żory']],
  ['windows-1254', 'şehir,değer', ['İstanbul', 'Ağrı', 'Muğla']],
  ['windows-1252', 'stad,waarde', ['geïnteresseerd', 'België', 'coördinatie']],
  ['windows-1252', 'città,qualità', ['Forlì', 'perché', 'può']],
  ['windows-1252', 'cidade,região', ['São Paulo', 'Goiânia', 'Belém', 'não']],
  ['windows-1252', 'by,kommune', ['Århus', 'Køge', 'Næstved']],
  ['windows-1252', 'city,note', ['Köln “old”', 'naïve', 'São']],
  ['windows-1252', 'area m²,größe', ['12 m³', '5 £', 'nº 3']],
  ['windows-1252', 'größe,gewicht,farbe', ['grün', 'weiß']],
  ['windows-1252', 'año,país', ['España', 'Perú', 'México']],
  ['windows-1252', 'prénom,élève', ['très bien', 'à côté', 'où']],
  ['iso-8859-15', 'prix,où', ['5 €', 'très']],
];

describe('readTable(source) finds the encoding', () => {
  for (const [encoding, names, words] of tables) {
    it(`${encoding}: ${names}`, async () => {
      const write = writerOf(encoding);
      const width = names.split(',').length;
      const row = (k: number) => [
        ...Array.from({ length: width - 1 }, (_, j) => `${k + j}.5`),
        words[k % words.length],
      ];
      const text = [names, ...Array.from({ length: 12 }, (_, k) => row(k).join(','))].join('\r\n');
      const table = await read(Uint8Array.from(write(text)));
      assert.equal(table.encoding, encoding);
      assert.deepEqual(
        table.columns.map(({ name }) => name),
        names.split(','),
      );
      assert.ok(table.repairs.some(({ kind, values }) => kind === 'encoding' && values[0] === encoding));
    });
  }

  it('single damaged bytes in UTF-8 are told with their lines', async () => {
    const text = Buffer.concat([
      Buffer.from('größe,farbe\n1,grün\n2,weiß\n3,gr'),
      Buffer.from([0xfc]),
      Buffer.from('n\n4,grün\n5,weiß\n'),
    ]);
    const table = await read(text);
    assert.equal(table.encoding, 'utf-8');
    assert.deepEqual(
      table.repairs.map(({ kind, line, count }) => [kind, line, count]),
      [['damagedBytes', 4, 1]],
    );
  });
});
