// The scripts that give a model's answers without this program, by how its graphs are used.

import type { ExportUse } from '../../tasks/exportedModel';
import blanksNode from './blanks.mjs.txt';
import blanksPython from './blanks.py.txt';
import morphemesNode from './morphemes.mjs.txt';
import morphemesPython from './morphemes.py.txt';
import scoresNode from './scores.mjs.txt';
import scoresPython from './scores.py.txt';
import stepsNode from './steps.mjs.txt';
import stepsPython from './steps.py.txt';
import tagsNode from './tags.mjs.txt';
import tagsPython from './tags.py.txt';
import textNode from './text.mjs.txt';
import textPython from './text.py.txt';
import textsNode from './texts.mjs.txt';
import textsPython from './texts.py.txt';
import writesNode from './writes.mjs.txt';
import writesPython from './writes.py.txt';

export interface Scripts {
  node: string;
  python: string;
}

/** What several scripts have: a line `@include <name>` stands where it goes. */
const PARTS: Readonly<Record<string, Scripts>> = {
  morphemes: { node: morphemesNode, python: morphemesPython },
  steps: { node: stepsNode, python: stepsPython },
  text: { node: textNode, python: textPython },
};

const scriptsOf = (node: string, python: string): Scripts => ({
  node: node.replace(/^\/\/ @include (\w+)\n/gm, (_, name: string) => PARTS[name].node),
  python: python.replace(/^# @include (\w+)\n/gm, (_, name: string) => PARTS[name].python),
});

export const SCRIPTS: Readonly<Record<ExportUse, Scripts>> = {
  blanks: scriptsOf(blanksNode, blanksPython),
  scores: scriptsOf(scoresNode, scoresPython),
  tags: scriptsOf(tagsNode, tagsPython),
  texts: scriptsOf(textsNode, textsPython),
  writes: scriptsOf(writesNode, writesPython),
};
