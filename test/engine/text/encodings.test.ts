// Encodings: guessed by evidence, decoded as Python decodes them.

import assert from 'node:assert/strict';
import { createDecoderOf } from '../../../src/engine/text/encodings/decoders';
import { decodeWhole } from '../../../src/engine/text/encodings/decodeBytes';
import { guessEncoding } from '../../../src/engine/text/encodings/guess';
import { encodingNamed, ENCODINGS, titleOfEncoding } from '../../../src/protocol/encodings';
import cases from '../../golden/encodings.json';

describe('encodings', () => {
  it('are guessed from a sentence, from its start and from a table', async () => {
    const wrong: string[] = [];
    for (const { language, encoding, kind, bytes, text } of cases) {
      const given = Buffer.from(bytes, 'base64');
      const guessed = await guessEncoding(given);
      if (createDecoderOf(guessed).decode(given, true) !== text)
        wrong.push(`${language} ${encoding} ${kind}: ${guessed}`);
    }
    assert.deepEqual(wrong, []);
  });

  it('are decoded as Python does, cut at any byte', () => {
    for (const { encoding, bytes, text } of cases) {
      const known = encodingNamed(encoding);
      assert.ok(known, encoding);
      const given = Buffer.from(bytes, 'base64');
      for (const size of [1, 3, given.length]) {
        const decoder = createDecoderOf(known);
        let decoded = '';
        for (let at = 0; at < given.length; at += size)
          decoded += decoder.decode(given.subarray(at, at + size), at + size >= given.length);
        assert.equal(decoded, text, `${encoding} in pieces of ${size}`);
      }
    }
  });

  it('are guessed for UTF-8 with a few broken bytes, and for ASCII', async () => {
    const broken = Buffer.concat([Buffer.from('가나다라마바사 '.repeat(3)), Buffer.of(0xff)]);
    assert.equal(await guessEncoding(broken), 'utf-8');
    assert.equal((await decodeWhole(Buffer.from('plain'))).encoding, 'utf-8');
    assert.equal((await decodeWhole(Buffer.from('{"name": "가"}', 'utf16le'))).text, '{"name": "가"}');
  });

  it('have many names, and one each for people', () => {
    const names = ['CP1252', 'latin-1', 'EUC-KR', 'gbk', 'Shift-JIS', 'sjis', 'KOI8-R', 'UTF8', 'utf-16', 'big5'];
    assert.deepEqual(names.map(encodingNamed), [
      ...['windows-1252', 'windows-1252', 'cp949', 'gb18030', 'shift_jis', 'shift_jis', 'koi8-r', 'utf-8', 'utf-16le'],
      'big5',
    ]);
    assert.deepEqual(['utf-8', 'cp949', 'windows-1252', 'shift_jis', 'macintosh'].map(titleOfEncoding), [
      ...['UTF-8', 'CP949', 'Windows-1252', 'Shift_JIS', 'Macintosh'],
    ]);
    for (const encoding of ENCODINGS) assert.equal(encodingNamed(encoding), encoding);
  });
});
