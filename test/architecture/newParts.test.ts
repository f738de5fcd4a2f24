// What is added often is small: shown on a copy of the sources, to which an encoder, a task, a command of the command line and a
// view are added. One copy has them all, since it takes long to type-check one.

import assert from 'node:assert/strict';
import { type ChangedCopy, changedCopy, type CommandLine } from './changedCopy';
import { addEncoder, declareEncoderTests } from './newEncoder';
import { addCommand, addTask, declareTaskTests } from './newTask';
import { addView, declareViewTests } from './newView';

describe('the sources with something added', () => {
  let copy: ChangedCopy;
  let typeErrors: Promise<string>;
  let commandLine: CommandLine;

  before(async () => {
    copy = changedCopy('additions');
    for (const add of [addEncoder, addTask, addCommand, addView]) add(copy);
    typeErrors = copy.typeErrors(); // beside what follows
    commandLine = await copy.commandLine();
  });

  declareEncoderTests(() => commandLine);
  declareTaskTests(() => commandLine);
  declareViewTests(() => copy);

  it('are right to the compiler', async () => {
    assert.equal(await typeErrors, '');
  });
});
