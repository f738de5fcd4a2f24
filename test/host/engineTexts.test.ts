// What of the engine's English is translated where it is shown: every text is one that the engine has.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import korean from '../../l10n/bundle.l10n.ko.json';
import { ENGINE_TEXTS, spoken } from '../../src/host/editor/engineTexts';
import { duration, writeTimesIn } from '../../src/protocol/figures';

/** All texts of the engine, with {0}, {1}, ... for what is put in. */
function textsOfEngine(): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.add(node.text);
    if (ts.isTemplateExpression(node))
      found.add(node.head.text + node.templateSpans.map(({ literal }, i) => `{${i}}${literal.text}`).join(''));
    ts.forEachChild(node, visit);
  };
  for (const name of fs.readdirSync('src/engine', { recursive: true }).map(String)) {
    if (!name.endsWith('.ts') || name.includes('generated')) continue;
    const file = path.join('src/engine', name);
    visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  }
  return found;
}

const texts: Record<string, string> = korean;
const t = (text: string, ...values: unknown[]): string =>
  (texts[text] ?? text).replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

describe('what the engine says', () => {
  it('is what is translated of it', () => {
    const known = textsOfEngine();
    assert.deepEqual(
      ENGINE_TEXTS.filter((text) => !known.has(text)),
      [],
    );
  });

  const said: [string, string][] = [
    ['"a.tsv" does not exist.', '"a.tsv" 파일이나 폴더가 없습니다.'],
    ['12 of 90 test texts were cut to 256 tokens.', '테스트 텍스트 90개 중 12개를 토큰 256개로 잘랐습니다.'],
    [
      'Unknown source tokens (<unk> to the model): train 0.0 %, test 12.5 %.',
      '모델이 모르는 원문 토큰(<unk>): 학습 0.0 %, 테스트 12.5 %.',
    ],
    [
      '"a.csv": 3 unreadable characters were replaced. Is it CP949?',
      '"a.csv": 읽을 수 없는 문자 3개를 바꾸었습니다. CP949 파일인가요?',
    ],
    ['The run "a" is complete: there is nothing to resume.', '실행 "a"은(는) 끝나서 재개할 것이 없습니다.'],
  ];
  for (const [english, hangul] of said)
    it(`${english} is said in Korean`, () => assert.equal(spoken(english, t), hangul));

  it('stays English where it is not translated', () => assert.equal(spoken('Something else.', t), 'Something else.'));
});

describe('times', () => {
  afterEach(() => writeTimesIn((text) => text));

  it('are written in the language that was set', () => {
    const times = [0.25, 3.21, 42, 134, 7500];
    assert.deepEqual(
      times.map((time) => duration(time).replaceAll('\u202f', ' ')),
      ['250 ms', '3.2 s', '42 s', '2 min 14 s', '2 h 5 min'],
    );
    writeTimesIn(t);
    assert.deepEqual(
      times.map((time) => duration(time)),
      ['250ms', '3.2초', '42초', '2분 14초', '2시간 5분'],
    );
  });
});
