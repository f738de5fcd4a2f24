import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import fc from '../../support/properties';
import { createCp949Decoder } from '../../../src/engine/text/encodings/cp949';
import { readText } from '../../../src/engine/text/readText';
import { LabError, type LabErrorCode } from '../../../src/protocol/labError';
import cp949 from '../../golden/cp949.json';

let folder = '';
before(() => void (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-'))));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

async function read(content: string | Uint8Array, name = 'a.txt') {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  const reader = readText(file);
  const lines: string[] = [];
  for await (const block of reader.blocks()) {
    assert.equal(block.firstLine, lines.length + 1);
    lines.push(...block.lines);
  }
  const { encoding, replaced, bytesRead } = reader.facts;
  assert.equal(bytesRead, Buffer.byteLength(content));
  return { lines, encoding, replaced };
}

function refuses(content: string | Uint8Array, code: LabErrorCode, says: RegExp, name?: string) {
  return assert.rejects(
    read(content, name),
    (error: unknown) =>
      error instanceof LabError && error.code === code && says.test(error.message) && !!error.place?.file,
  );
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('reading text', () => {
  const korean = '안녕하세요, 영화 리뷰입니다.\n똠방각하 펲시콜라 ㅋㅋ\nabc';
  const koreanLines = korean.split('\n');
  const cp949Korean = Buffer.from(
    'beb3b3e7c7cfbcbcbfe42c20bfb5c8ad20b8aebae4c0d4b4cfb4d92e0a8c63b9e6b0a2c7cf20bcac20a4bba4bb',
    'hex',
  );

  for (const [encoding, content] of [
    ['utf-8', Buffer.from(korean)],
    ['utf-8', Buffer.from(`\uFEFF${korean}`)],
    ['utf-16le', Buffer.from(`\uFEFF${korean}`, 'utf16le')],
    ['utf-16be', utf16be(`\uFEFF${korean}`)],
    ['utf-16le', Buffer.from(korean, 'utf16le')],
    ['utf-16be', utf16be(korean)],
  ] as const)
    it(`recognises ${encoding} (${content.subarray(0, 3).toString('hex')})`, async () => {
      assert.deepEqual(await read(content), { lines: koreanLines, encoding, replaced: 0 });
      assert.deepEqual(await read(zlib.gzipSync(content), 'a.txt.gz'), { lines: koreanLines, encoding, replaced: 0 });
    });

  it('recognises CP949, also behind much ASCII', async () => {
    assert.equal((await read(cp949Korean)).encoding, 'cp949');
    const ascii = 'plain text\n'.repeat(60_000);
    const { lines, encoding } = await read(Buffer.concat([Buffer.from(ascii), cp949Korean]));
    assert.equal(encoding, 'cp949');
    assert.match(lines.at(-1)!, /^똠방각하/);
  });

  it('decodes every character of CP949 as Python does, cut at any byte', () => {
    const bytes = Buffer.from(cp949.bytes, 'base64');
    for (const size of [1, 7, bytes.byteLength]) {
      const decoder = createCp949Decoder();
      let text = '';
      for (let at = 0; at < bytes.byteLength; at += size)
        text += decoder.decode(bytes.subarray(at, at + size), at + size >= bytes.byteLength);
      assert.equal(createHash('sha256').update(text).digest('hex'), cp949.sha256);
    }
  });

  it('takes LF, CR LF and CR as line ends wherever pieces are cut', async () => {
    const line = fc.string({ maxLength: 20, unit: fc.constantFrom('a', '가', '😀', ' ') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.nat(40),
        async (lines, end, at) => {
          const padding = 'x'.repeat((1 << 18) - at); // lets the cut fall into the lines
          const { lines: found } = await read([padding, ...lines, 'end'].join(end));
          assert.deepEqual(found, [padding, ...lines, 'end']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps blank lines and adds none at the end', async () => {
    assert.deepEqual((await read('a\n\nb\n')).lines, ['a', '', 'b']);
    assert.deepEqual((await read('')).lines, []);
    assert.deepEqual((await read('\n')).lines, ['']);
  });

  it('counts bytes that mean nothing and reads on', async () => {
    const { lines, replaced, encoding } = await read(
      Buffer.concat([Buffer.from(`${'가나 '.repeat(50)}`), Buffer.of(0xff, 0x0a, 0x62)]),
    );
    assert.deepEqual([lines.length, replaced, encoding], [2, 1, 'utf-8']);
  });

  it('refuses what is not text', async () => {
    await refuses(Buffer.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0), 'INVALID_DATA', /not a text file/);
    await refuses(Buffer.from('text first\n'.repeat(1000) + '\0'), 'INVALID_DATA', /not a text file/);
    const noise = Buffer.from(Uint8Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 255) + 1));
    await refuses(noise, 'INVALID_DATA', /not a text file/);
    const random = createHash('shake256', { outputLength: 50_000 }).update('x').digest();
    await refuses(random, 'INVALID_DATA', /not a text file/);
    const utf32 = Buffer.concat(
      [...korean].map((character) => Buffer.from([character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8, 0, 0])),
    );
    await refuses(utf32, 'INVALID_DATA', /not a text file/);
  });

  it('refuses broken gzip', async () => {
    const zipped = zlib.gzipSync(korean.repeat(1000));
    await refuses(zipped.subarray(0, zipped.byteLength - 12), 'INVALID_DATA', /cut off/, 'a.txt.gz');
    const flipped = Buffer.from(zipped);
    flipped[30] ^= 0xff;
    await refuses(flipped, 'INVALID_DATA', /broken gzip|cut off/, 'a.txt.gz');
    await refuses('plain', 'INVALID_DATA', /not a gzip file/, 'a.txt.gz');
  });

  it('says when a file is not there or is a folder', async () => {
    const rejects = (file: string, code: LabErrorCode) =>
      assert.rejects(
        readText(file).blocks().next(),
        (error: unknown) => error instanceof LabError && error.code === code,
      );
    await rejects(path.join(folder, 'nowhere'), 'NOT_FOUND');
    await rejects(folder, 'INVALID_DATA');
  });

  it('cuts a line of millions of characters at white space, each piece with the number of the line', async () => {
    const file = path.join(folder, 'long.txt');
    const words = Array.from({ length: 500_000 }, (_, i) => `w${i}`);
    fs.writeFileSync(file, `first\n${words.join(' ')}\nlast\n`);
    const reader = readText(file, { cutsLongLines: true });
    const found: string[] = [];
    const places: number[] = [];
    for await (const { firstLine, lines } of reader.blocks())
      for (const [index, line] of lines.entries()) {
        places.push(firstLine + index);
        for (const word of line.split(' ')) found.push(word);
      }
    assert.deepEqual(found, ['first', ...words, 'last']);
    assert.deepEqual([places.length > 4, new Set(places), reader.facts.longLines], [true, new Set([1, 2, 3]), 1]);
  });

  it('reads in the encoding that is said, unless a mark says another', async () => {
    const file = path.join(folder, 'said.txt');
    const read = async (content: Uint8Array, encoding: string): Promise<string> => {
      fs.writeFileSync(file, content);
      for await (const { lines } of readText(file, { encoding }).blocks()) return lines[0];
      return '';
    };
    assert.equal(await read(Buffer.of(0xe4, 0x92), 'latin1'), 'ä’');
    assert.equal(await read(Buffer.of(0xe4), 'Windows 1251'), 'д');
    assert.equal(await read(Buffer.from('\uFEFFä'), 'cp949'), 'ä');
    assert.throws(() => readText(file, { encoding: 'latin' }), /There is no encoding "latin"/);
  });

  it('refuses a line that is no line', async () => {
    await refuses('a\n' + 'x'.repeat(1_000_001), 'INVALID_DATA', /Line 2 .* longer than 1,000,000 characters/);
  });
});
