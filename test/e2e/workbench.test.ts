// The packaged extension in a fresh editor, before anything is trained.

import assert from 'node:assert/strict';
import { useEditor } from './harness';

describe('the packaged extension in the editor', () => {
  const editor = useEditor();

  it('shows its icon in the activity bar', async () => {
    await editor().showSidebar('NLP Lab');
  });

  it('asks nothing of any other machine', async () => {
    assert.deepEqual(editor().foreignRequests, []);
    assert.deepEqual(editor().policyViolations, []);
    assert.deepEqual(editor().pageErrors, []);
    await editor().screenshot('workbench');
  });
});
