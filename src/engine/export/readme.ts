// What stands in an exported folder, for whoever finds it.

import type { RunRecord } from '../../protocol/run';
import { SHARED_OPERATOR_SET } from '../onnx/model';
import type { ExportedModel, ExportUse } from '../tasks/exportedModel';
import { sharesWeights, WEIGHTS } from './exportedGraphs';

/** What else the scripts can be told, by what they are for. */
const OPTIONS: Readonly<Record<ExportUse, string>> = {
  texts:
    'With `--vectors` they print the vector of each text instead. The two texts of a pair are given as one, with a tab between.',
  tags: 'A text may have any length: long ones are read in parts.',
  blanks: 'Blanks are written `[MASK]` or `___`; `--choices 5` prints so many tokens for each.',
  scores:
    'They print how probable each text is; with `--continue 20` how it goes on, by so many tokens, each the most probable one.',
  writes: 'Outputs are found by the search of the run; `--beam 1` and `--length-penalty 0` search otherwise.',
};

export function readmeOf(model: ExportedModel, { name, id, task, modelType }: RunRecord): string {
  const { use, graphs, tokenizers, documents = {} } = model;
  const isApart = sharesWeights(model);
  const listed = (names: readonly string[]): string => names.map((file) => `\`${file}\``).join(', ');
  return `# ${name.replace(/[\r\n]+/g, ' ')}

A model of the kind \`${modelType}\` for the task \`${task}\`, trained with NLP Lab in the run \`${id}\`, as ONNX graphs with their
parameters${isApart ? ` in a file that they share` : ' inside'}. Nothing of NLP Lab is needed to run them.

In Node 20 or newer:

    npm install onnxruntime-node tokenizers
    node predict.mjs "a text"

In Python 3.8 or newer:

    pip install numpy onnxruntime tokenizers
    python predict.py "a text"

Both print an answer as a line of JSON for each text, and read texts from standard input where none is given, one a line.
${OPTIONS[use]}

| file | what it is |
| --- | --- |
| ${listed(Object.keys(graphs).map((graph) => `${graph}.onnx`))} | the graphs, operator set ${SHARED_OPERATOR_SET} |
${isApart ? `| \`${WEIGHTS}\` | the parameters, which the graphs read from their own folder: open them by their paths |\n` : ''}| ${listed(Object.keys(tokenizers).map((tokenizer) => `${tokenizer}.json`))} | text to ids, for Hugging Face's \`tokenizers\` |
${Object.keys(documents)
  .map((file) => `| \`${file}\` | what else the scripts read |\n`)
  .join('')}| \`signature.json\` | inputs and outputs by name, type and axes, and all else that the scripts know |
| \`predict.mjs\`, \`predict.py\` | the answers of the run, to be read and changed |

Axes such as \`time\` and \`batch\` may have any length; sequences are laid out time first. Ids are int32; those of padding, of what is
not known, of beginnings and ends are in \`signature.json\`.
`;
}
