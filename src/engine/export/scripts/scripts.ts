// The scripts that give a model's answers without this program, by how its graphs are used.

import type { ExportUse } from '../../tasks/exportedModel';
import scoresNode from './scores.mjs.txt';
import scoresPython from './scores.py.txt';
import textsNode from './texts.mjs.txt';
import textsPython from './texts.py.txt';

export interface Scripts {
  node: string;
  python: string;
}

export const SCRIPTS: Readonly<Record<ExportUse, Scripts>> = {
  scores: { node: scoresNode, python: scoresPython },
  texts: { node: textsNode, python: textsPython },
};
