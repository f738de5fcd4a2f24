import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { changeAbout as changeAboutCall } from '../../../src/engine/calls/runs';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout, readAbout, requireChange } from '../../../src/engine/store/runAbout';
import { LabError } from '../../../src/protocol/labError';
import { ABOUT_LIMITS, type AboutChange } from '../../../src/protocol/run';
import { callContext } from '../calls/support/callContext';
import { withFolder } from './support/temporaryFolder';

const fileIn = (folder: string): string => path.join(folder, 'about.json');

describe('what people say of a run', () => {
  it('is kept in a file of the run, changed piece by piece, and gone with the last piece', () =>
    withFolder((folder) => {
      const change = (given: AboutChange) => changeAbout(nodeFiles, folder, given);
      assert.equal(readAbout(nodeFiles, folder), undefined);
      change({ starred: true, addTags: ['paper', ' good '] });
      change({ name: 'The one', note: 'a\nb', addTags: ['paper', 'last'], removeTags: ['good'] });
      const about = { name: 'The one', starred: true, tags: ['paper', 'last'], note: 'a\nb' };
      assert.deepEqual(readAbout(nodeFiles, folder), about);
      const { before } = change({ name: null, starred: false, tags: [], note: null });
      assert.deepEqual(before, about);
      assert.deepEqual(fs.readdirSync(folder), []);
    }));

  it('keeps what it does not know, and reads what is wrong as not said', () =>
    withFolder((folder) => {
      fs.writeFileSync(fileIn(folder), '{"colour": "red", "name": 7, "starred": "yes", "tags": ["a", 3, "", "a"]}');
      assert.deepEqual(readAbout(nodeFiles, folder), { tags: ['a'] });
      changeAbout(nodeFiles, folder, { removeTags: ['a'] });
      assert.deepEqual(JSON.parse(fs.readFileSync(fileIn(folder), 'utf8')), { colour: 'red', format: 1 });
      for (const text of ['[]', 'null', '{']) {
        fs.writeFileSync(fileIn(folder), text);
        assert.equal(readAbout(nodeFiles, folder), undefined);
        assert.throws(() => changeAbout(nodeFiles, folder, { starred: true }), /no JSON object/);
      }
      fs.writeFileSync(fileIn(folder), '{"format": 2}');
      assert.throws(() => changeAbout(nodeFiles, folder, { starred: true }), /newer version/);
    }));

  it('has flags that are true or not there, texts up to their limits, and the first tags', () =>
    withFolder((folder) => {
      const read = (about: object) => {
        fs.writeFileSync(fileIn(folder), JSON.stringify(about));
        return readAbout(nodeFiles, folder);
      };
      const { name, note, tag, tags } = ABOUT_LIMITS;
      const most = { name: 'n'.repeat(name), starred: true, archived: true, tags: ['t'.repeat(tag)], note: 'o'.repeat(note) }; // prettier-ignore
      assert.deepEqual(read({ format: 1, ...most }), most);
      const over = { name: `${most.name}n`, starred: false, archived: 1, tags: [`${most.tags[0]}t`], note: `${most.note}o` }; // prettier-ignore
      assert.equal(read(over), undefined);
      for (const key of ['name', 'starred', 'archived', 'note'] as const)
        assert.deepEqual(read({ ...over, [key]: most[key] }), { [key]: most[key] });
      assert.equal(read({ name: '', note: '', tags: 'x' }), undefined);
      const many = Array.from({ length: tags + 1 }, (_, i) => `t${i}`);
      assert.deepEqual(read({ tags: many })?.tags, many.slice(0, tags));
    }));

  it('is written as JSON of a version, in lines, and not at all where nothing changes', () =>
    withFolder((folder) => {
      const change = { archived: true, note: 'x' };
      const first = changeAbout(nodeFiles, folder, change);
      assert.deepEqual(first, { before: {}, about: change });
      assert.equal(
        fs.readFileSync(fileIn(folder), 'utf8'),
        '{\n  "format": 1,\n  "archived": true,\n  "note": "x"\n}\n',
      );
      const create = (): never => assert.fail('written');
      const again = changeAbout({ ...nodeFiles, create, remove: create }, folder, { ...change, removeTags: ['none'] });
      assert.deepEqual(again, { before: change, about: change });
      assert.deepEqual(changeAbout(nodeFiles, folder, { archived: false }).about, { note: 'x' });
      assert.deepEqual(changeAbout(nodeFiles, folder, { tags: ['a', 'a', 'b'] }).about.tags, ['a', 'b']);
      assert.deepEqual(changeAbout(nodeFiles, folder, { tags: ['c'], addTags: ['d'] }).about.tags, ['c', 'd']);
    }));

  it('is not changed where it cannot be read, and says which file', () =>
    withFolder((folder) => {
      const change = (files = nodeFiles) => changeAbout(files, folder, { starred: true });
      const file = fileIn(folder);
      for (const text of ['7', '{', '"x"', '[]', 'null', ' '.repeat(256 * 1024 + 1)]) {
        fs.writeFileSync(file, text);
        assert.throws(() => change(), { code: 'INVALID_FILE', message: /is damaged: it is no JSON object/, place: { file } }); // prettier-ignore
        assert.equal(fs.readFileSync(file, 'utf8'), text);
      }
      const openToRead = (): never => {
        throw new LabError('DISK', 'made to fail');
      };
      assert.throws(() => change({ ...nodeFiles, openToRead }), { code: 'DISK' });
      fs.writeFileSync(file, '{"format": 2, "versions": {"nlpLab": "9.1.0"}}');
      assert.throws(() => change(), { code: 'INVALID_FILE', message: /newer version of NLP Lab \(9\.1\.0\)/ });
      for (const format of [1, 0, '2']) {
        fs.writeFileSync(file, JSON.stringify({ format }));
        assert.deepEqual(change().about, { starred: true });
      }
    }));

  it('may be as long as its limits', () => {
    const { name, note, tag } = ABOUT_LIMITS;
    requireChange({});
    requireChange({ name: 'n'.repeat(name), note: 'a\n'.repeat(note / 2), tags: ['t'.repeat(tag)], addTags: [' t'] });
    requireChange({ name: null, note: null });
    const isRefused = (change: AboutChange): void => assert.throws(() => requireChange(change), { code: 'INVALID_ARGUMENT' }); // prettier-ignore
    for (const text of ['', '\r', 'a\rb', '\t']) isRefused({ tags: [text] });
    isRefused({ name: 'a\rb' });
    assert.throws(() => requireChange({ addTags: ['t'.repeat(tag + 1)] }), /The tag "t{20}…" has 61 characters/);
  });

  const refused: [AboutChange, RegExp][] = [
    [{ name: 'x'.repeat(ABOUT_LIMITS.name + 1) }, /at most 200/],
    [{ name: 'a\nb' }, /one line/],
    [{ note: 'x'.repeat(ABOUT_LIMITS.note + 1) }, /at most 10000/],
    [{ addTags: ['x'.repeat(ABOUT_LIMITS.tag + 1)] }, /at most 60/],
    [{ tags: [' '] }, /not empty/],
    [{ addTags: ['a\nb'] }, /one line/],
  ];
  for (const [change, message] of refused)
    it(`refuses ${message.source}`, () => assert.throws(() => requireChange(change), message));

  it('has at most so many tags', () =>
    withFolder((folder) => {
      const addTags = Array.from({ length: ABOUT_LIMITS.tags + 1 }, (_, i) => `t${i}`);
      assert.throws(() => changeAbout(nodeFiles, folder, { addTags }), {
        ...{ code: 'INVALID_ARGUMENT', message: /at most 32 tags/ },
      });
      assert.deepEqual(changeAbout(nodeFiles, folder, { addTags: addTags.slice(1) }).about.tags, addTags.slice(1));
    }));

  it('is changed by one after the other, and of several runs at once', () =>
    withFolder(async (folder) => {
      const folders = ['a', 'b'].map((name) => path.join(folder, name));
      for (const one of folders) fs.mkdirSync(one);
      const tags = Array.from({ length: 10 }, (_, i) => `t${i}`);
      await Promise.all(tags.map((tag) => changeAboutCall({ folders, change: { addTags: [tag] } }, callContext())));
      for (const one of folders) {
        assert.deepEqual(readAbout(nodeFiles, one)?.tags?.sort(), tags);
        assert.deepEqual(fs.readdirSync(one), ['about.json']);
      }
    }));
});
