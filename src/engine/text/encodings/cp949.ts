// CP949, the Korean encoding of Windows (EUC-KR with all 11,172 syllables). The platform's decoder knows EUC-KR only, so
// its table is asked for that part; the rest of CP949 follows a rule: the syllables that EUC-KR lacks stand in Unicode
// order in the cells that EUC-KR leaves free.

/** A decoder for a stream of bytes; bytes that mean nothing become U+FFFD. */
export interface StreamDecoder {
  decode(bytes: Uint8Array, last: boolean): string;
}

const REPLACEMENT = 0xfffd;
const FIRST_SYLLABLE = 0xac00;
const SYLLABLES = 11_172;

let cells: Uint16Array | undefined;

/** The character of each pair of bytes, at lead * 256 + trail; 0 where there is none. */
function cellTable(): Uint16Array {
  if (cells) return cells;
  const table = new Uint16Array(65_536);
  const known = new Set<number>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = 0xa1; lead <= 0xfe; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.length === 1 ? text.charCodeAt(0) : REPLACEMENT;
      if (code === REPLACEMENT || code < 0xa0) continue;
      table[lead * 256 + trail] = code;
      known.add(code);
    }
  table[0xa2e6] = 0x20ac; // the euro sign and
  table[0xa2e7] = 0x00ae; // the registered sign came with KS X 1001:1998
  fillExtension(table, known);
  cells = table;
  return table;
}

function fillExtension(table: Uint16Array, known: ReadonlySet<number>): void {
  let code = FIRST_SYLLABLE;
  for (let lead = 0x81; lead <= 0xc6; lead++)
    for (let trail = 0x41; trail <= (lead <= 0xa0 ? 0xfe : 0xa0); trail++) {
      if ((trail > 0x5a && trail < 0x61) || (trail > 0x7a && trail < 0x81)) continue;
      while (known.has(code)) code++;
      if (code >= FIRST_SYLLABLE + SYLLABLES) return;
      table[lead * 256 + trail] = code++;
    }
}

/** A new stream of CP949. */
export function createCp949Decoder(): StreamDecoder {
  const table = cellTable();
  let lead = 0;
  return {
    decode(bytes, last) {
      const units = new Uint16Array(bytes.byteLength + 2);
      let length = 0;
      for (const byte of bytes) {
        if (lead > 0) {
          const code = table[lead * 256 + byte];
          units[length++] = code || REPLACEMENT;
          lead = 0;
          if (code > 0 || byte >= 0x80) continue;
          units[length++] = byte; // an ASCII character is never swallowed
        } else if (byte < 0x80) units[length++] = byte;
        else if (byte > 0x80 && byte < 0xff) lead = byte;
        else units[length++] = REPLACEMENT;
      }
      if (last && lead > 0) {
        units[length++] = REPLACEMENT;
        lead = 0;
      }
      return new TextDecoder('utf-16le').decode(units.subarray(0, length));
    },
  };
}
