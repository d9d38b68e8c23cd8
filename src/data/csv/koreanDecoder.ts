/**
 * CP949 → text, after the index "euc-kr" of the Encoding standard. Node's own decoder knows the 2,350 syllables of KS X 1001
 * alone; the other 8,822 (똠, 펲, 햏 …) lie in their alphabetical order in the codes that the older standard left free, so one
 * table makes the other.
 */

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder;

const [firstSyllable, lastSyllable] = [0xac00, 0xd7a3];
const [firstLead, lastLead] = [0x81, 0xfe];
const trails = 256;
/** From this lead on the second byte stays below the codes of KS X 1001. */
const sharedLead = 0xa1;

/** A UTF-16 unit for each pair of bytes, 0 where there is none. */
let table: Uint16Array | null = null;

/** The syllables of KS X 1001: nearly all that texts are made of. */
let standard: ReadonlySet<number> = new Set();

/** Whether nearly every Korean text has only such letters. */
export function isStandardSyllable(letter: string): boolean {
  table ??= codeTable();
  return standard.has(letter.charCodeAt(0));
}

function codeTable(): Uint16Array {
  const codes = new Uint16Array((lastLead - firstLead + 1) * trails);
  const taken = takeStandard(codes);
  standard = taken;
  let syllable = firstSyllable;
  for (let lead = firstLead; lead <= lastLead; lead++) {
    for (let trail = 0x41; trail < (lead < sharedLead ? 0xff : 0xa1); trail++) {
      if (!isTrail(trail)) continue;
      while (taken.has(syllable)) syllable++;
      if (syllable > lastSyllable) return codes;
      codes[addressOf(lead, trail)] = syllable++;
    }
  }
  return codes;
}

/** What KS X 1001 has, from the platform; @returns its syllables */
function takeStandard(codes: Uint16Array): ReadonlySet<number> {
  const decoder = new TextDecoder('euc-kr');
  const taken = new Set<number>();
  for (let lead = sharedLead; lead <= lastLead; lead++) {
    for (let trail = sharedLead; trail <= lastLead; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const unit = text.charCodeAt(0);
      if (text.length !== 1 || unit === 0xfffd) continue;
      codes[addressOf(lead, trail)] = unit;
      if (unit >= firstSyllable && unit <= lastSyllable) taken.add(unit);
    }
  }
  // € and ® came in 1998, after the platform's table.
  codes[addressOf(0xa2, 0xe6)] = 0x20ac;
  codes[addressOf(0xa2, 0xe7)] = 0xae;
  return taken;
}

function addressOf(lead: number, trail: number): number {
  return (lead - firstLead) * trails + trail;
}

function isTrail(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0x81;
}

export class KoreanDecoder implements Decoder {
  readonly #isFatal: boolean;
  /** The first byte of a pair whose second has not come yet. */
  #lead = 0;

  constructor(isFatal: boolean) {
    this.#isFatal = isFatal;
  }

  /** @throws TypeError for bytes that mean nothing, when it is to be strict */
  decode(bytes: Uint8Array = new Uint8Array(0), { stream = false }: { stream?: boolean } = {}): string {
    table ??= codeTable();
    const units = new Uint16Array(bytes.length + 2);
    let written = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (this.#lead > 0) {
        const unit = table[addressOf(this.#lead, byte)] as number;
        units[written++] = unit > 0 ? unit : this.#unknown();
        this.#lead = 0;
        // A byte of ASCII behind a stray one is a letter of its own.
        if (unit === 0 && byte < 128) units[written++] = byte;
      } else if (byte < 128) units[written++] = byte;
      else if (byte >= firstLead && byte <= lastLead) this.#lead = byte;
      else units[written++] = this.#unknown();
    }
    if (!stream && this.#lead > 0) units[written++] = this.#unknown();
    return textOf(units.subarray(0, written));
  }

  #unknown(): number {
    this.#lead = 0;
    if (this.#isFatal) throw new TypeError('The encoded data was not valid for encoding euc-kr');
    return 0xfffd;
  }
}

const unitsAtOnce = 8192;

function textOf(units: Uint16Array): string {
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += unitsAtOnce)
    parts.push(String.fromCharCode(...units.subarray(i, i + unitsAtOnce)));
  return parts.join('');
}
