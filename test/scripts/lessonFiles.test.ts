// Corpora of lessons that are drawn are those that their script makes, so that whoever changes one changes the other.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { lessonFiles } from '../../scripts/lessons/files.mjs';

describe('the drawn corpora of lessons', () => {
  for (const [file, text] of Object.entries(lessonFiles()))
    it(`${file} is what scripts/lessonData.mjs makes`, () => assert.equal(fs.readFileSync(file, 'utf8'), text));
});
