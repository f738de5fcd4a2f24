import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { changeAbout as changeAboutCall } from '../../../src/engine/calls/runs';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { changeAbout, readAbout, requireChange } from '../../../src/engine/store/runAbout';
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
      assert.throws(() => changeAbout(nodeFiles, folder, { addTags }), /at most 32 tags/);
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
