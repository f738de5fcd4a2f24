// Places in a JSON text: right for every kind of line end, and found without going through the text for each.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { parseTree, type Node } from 'jsonc-parser';
import { descentFrom, placesIn, tooDeep } from '../../../src/engine/experiment/jsonPlaces';

describe('places in a JSON text', () => {
  it('are those of the lines before', () => {
    const part = fc.constantFrom('a', '\n', '\r', '\r\n', '{', '"');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const placeOf = placesIn(text);
        for (let offset = 0; offset <= text.length; offset++) {
          if (text[offset - 1] === '\r' && text[offset] === '\n') continue; // nothing stands within a line end
          const before = text.slice(0, offset).split(/\r\n|\r|\n/);
          const column = before[before.length - 1].length + 1;
          assert.deepEqual(placeOf({ offset, length: 2 }), { line: before.length, column, length: 2 });
        }
      }),
    );
  });

  it('of all keys cost one look at each key', () => {
    const keys = Array.from({ length: 2_000 }, (_, i) => `key${i}`);
    const root = parseTree(JSON.stringify({ inner: Object.fromEntries(keys.map((key) => [key, 1])), list: [1, 2] }));
    const [{ children: [, inner] = [] }] = root?.children ?? [];
    let looks = 0;
    for (const property of inner.children ?? []) {
      const { children } = property;
      Object.defineProperty(property, 'children', { get: (): Node[] | undefined => (looks++, children) });
    }
    const descend = descentFrom(root);
    for (const key of keys) assert.equal(descend(['inner', key]).length, 3);
    assert.equal(looks, keys.length);
    const paths = [['list', 1], ['list', 2], ['list', '1'], ['inner', 0], ['no'], []];
    assert.deepEqual(
      paths.map((path) => descend(path).length),
      [3, 2, 2, 2, 1, 1],
    );
  });

  it('are those of the first of two equal keys, as the parser has it', () => {
    assert.equal(descentFrom(parseTree('{"a": 1, "a": 22}'))(['a'])[1].length, 1);
  });
});

describe('brackets within brackets', () => {
  const rows: [string, number | undefined][] = [
    ['[[[]]]', undefined],
    ['[[[[', 3],
    ['{"a":[{"b":[1]}]}', 11],
    ['"[[[[[" [[ // [[[[\n]] /* [[[[ */ [[[', undefined],
    ['"\\"[[[[" "open [[[[\n[[[[', 23],
    ['[] [] [] [] []', undefined],
    ['// [[[[', undefined],
    ['//\r[[[[', 6],
    ['"\r[[[[', 5],
    ['/**//[[[[', 8],
    ['[},[},[},[', 9],
    [']]]][[[[', 7],
    ['/* [[[[', undefined],
  ];
  for (const [text, offset] of rows)
    it(`are too deep ${offset === undefined ? 'nowhere' : `at ${offset}`} in ${JSON.stringify(text)}`, () =>
      assert.equal(tooDeep(text, 3)?.offset, offset));
});
