// The scripts that give a model's answers without this program, by how its graphs are used.

import type { ExportUse } from '../../tasks/exportedModel';
import blanksNode from './blanks.mjs.txt';
import blanksPython from './blanks.py.txt';
import scoresNode from './scores.mjs.txt';
import scoresPython from './scores.py.txt';
import tagsNode from './tags.mjs.txt';
import tagsPython from './tags.py.txt';
import textsNode from './texts.mjs.txt';
import textsPython from './texts.py.txt';

export interface Scripts {
  node: string;
  python: string;
}

export const SCRIPTS: Readonly<Record<ExportUse, Scripts>> = {
  blanks: { node: blanksNode, python: blanksPython },
  scores: { node: scoresNode, python: scoresPython },
  tags: { node: tagsNode, python: tagsPython },
  texts: { node: textsNode, python: textsPython },
};
