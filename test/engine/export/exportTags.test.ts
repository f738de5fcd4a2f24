// Taggers as folders: their scripts give the tags and entities that the run gives.

import assert from 'node:assert/strict';
import { LabError } from '../../../src/protocol/labError';
import { taggerGraphs } from '../../../src/engine/tasks/tagging/taggerGraphs';
import { inLab } from '../calls/support/lab';
import { assertSameAnswers } from './families/exported';
import { TAGGING_FAMILIES } from './families/tagging';

describe('taggers as folders for other programs', () => {
  it('a chain in another scheme than the files, with the looks of tokens', () =>
    inLab(async (lab) => {
      await assertSameAnswers(lab, TAGGING_FAMILIES['tags of a chain, in another scheme, with the looks of tokens']);
    }));

  it('morphemes with their forms', () =>
    inLab(async (lab) => {
      const { expected } = await assertSameAnswers(lab, TAGGING_FAMILIES['morphemes, whose tags fit together']);
      assert.ok(expected.some((answer) => JSON.stringify(answer).includes('"form":"')));
    }));

  it('refuses columns of files by name, and says what can be done instead', () => {
    const parts = { experiment: {}, set: { tags: ['B-X'], repair: 'begin' }, alphabets: { columns: [{}] } };
    const isRefused = (error: unknown): boolean =>
      error instanceof LabError && error.code === 'INVALID_ARGUMENT' && /model\.columns.*--to pytorch/.test(error.message); // prettier-ignore
    assert.throws(() => taggerGraphs(parts as unknown as Parameters<typeof taggerGraphs>[0]), isRefused);
  });
});
