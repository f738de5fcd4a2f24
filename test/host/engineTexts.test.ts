// What of the engine's English is translated where it is shown: every text is one that the engine has.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import korean from '../../l10n/bundle.l10n.ko.json';
import { ENGINE_TEXTS } from '../../src/host/editor/engineTextList';
import { learnEngineTexts, spoken } from '../../src/host/editor/engineTexts';
import { duration, writeTimesIn } from '../../src/protocol/figures';

/** The engine, and what stands between it and the editor. */
function filesOfEngine(): string[] {
  const folders = ['src/engine', 'src/protocol', 'src/host/engine'];
  const all = folders.flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name))),
  );
  return all.filter((name) => name.endsWith('.ts') && !name.includes('generated'));
}

/** Each text of the engine, with {0}, {1}, ... for what is put in. */
function visitTexts(see: (text: string, node: ts.Node, file: string) => void): void {
  for (const file of filesOfEngine()) {
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node)) see(node.text, node, file);
      if (ts.isTemplateExpression(node)) {
        const spans = node.templateSpans.map(({ literal }, i) => `{${i}}${literal.text}`);
        see(node.head.text + spans.join(''), node, file);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  }
}

function textsOfEngine(): Set<string> {
  const found = new Set<string>();
  visitTexts((text) => found.add(text));
  return found;
}

const NOTICES = /not(e|ice)s?$/i;
const SPEAKS_OF_NOTICES = /not(e|ice)s?(Of|On)?$/i;

/** Pushed to notices, a value of a key of notices, or within a function that is named after them. */
function isOfNotices(node: ts.Node): boolean {
  for (let at = node.parent as ts.Node | undefined; at; at = at.parent) {
    if (ts.isCallExpression(at) && at.expression.getText() === 'toTranslate') return false; // translated where it is drawn
    if (ts.isCallExpression(at) && /not(e|ice)s?\.push$/i.test(at.expression.getText())) return true;
    if (ts.isPropertyAssignment(at) && NOTICES.test(at.name.getText())) return true;
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at) || ts.isVariableDeclaration(at))
      if (at.name && SPEAKS_OF_NOTICES.test(at.name.getText())) return true;
  }
  return false;
}

function noticesOfEngine(): string[] {
  const found = new Set<string>();
  visitTexts((text, node) => {
    if (/\w \w/.test(text) && isOfNotices(node)) found.add(text);
  });
  return [...found];
}

const texts: Record<string, string> = korean;
const t = (text: string, ...values: unknown[]): string =>
  (texts[text] ?? text).replace(/\{(\d)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

describe('what the engine says', () => {
  before(learnEngineTexts);

  it('is what is translated of it', () => {
    const known = textsOfEngine();
    assert.deepEqual(
      ENGINE_TEXTS.filter((text) => !known.has(text)),
      [],
    );
  });

  it('has a translation of every notice', () => {
    const notices = noticesOfEngine();
    assert.ok(notices.length > 40);
    assert.deepEqual(
      notices.filter((notice) => !ENGINE_TEXTS.includes(notice)),
      [],
    );
  });

  const said: [string, string][] = [
    [
      "3 texts write letters in parts (e and ´, Unicode's NFD) that others write as one (é, NFC). Both are read as one letter.",
      '텍스트 3개는 글자를 나누어 적고(e와 ´, 유니코드 NFD) 다른 텍스트는 하나로 적습니다(é, NFC). 둘 다 같은 글자로 읽습니다.',
    ],
    ['The words are those of "words.tsv", column "word".', '단어는 "words.tsv"의 열 "word"에서 읽었습니다.'],
    [
      '"a.tsv": the first line was taken for a row, not for names of columns ("1" is a number): the columns are "column 1", "column 2" and so on. If it names them, say so ("header": true, --header).',
      '"a.tsv": 첫 줄을 열 이름이 아니라 데이터 행으로 보았습니다("1"은(는) 숫자입니다). 열 이름은 "column 1", "column 2" 등입니다. 열 이름이라면 그렇게 지정하세요("header": true, --header).',
    ],
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
