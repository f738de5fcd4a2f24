// What stands in an exported folder, for whoever finds it.

import type { RunRecord } from '../../protocol/run';
import { SHARED_OPERATOR_SET } from '../onnx/model';
import type { ExportedModel, ExportUse } from '../tasks/exportedModel';
import { sharesWeights, WEIGHTS } from './exportedGraphs';

/** What is told of the scripts by what they are for. */
interface Use {
  /** A text that can be asked about, as a shell has it. */
  question: string;
  /** The keys of an answer. */
  answer: string;
  /** What else they can be told. */
  options: string;
}

const USES: Readonly<Record<ExportUse, Use>> = {
  texts: {
    question: '"a text"',
    answer: '`input`, and `output` with its `score` and the `probabilities` of all labels.',
    options: 'With `--vectors` they print the `vector` of each text instead.',
  },
  tags: {
    question: '"a text"',
    answer:
      '`input`, its `tokens` with their `tags` and how probable those are, and the `entities` that they name, with their places.',
    options: 'A text may have any length: long ones are read in parts.',
  },
  blanks: {
    question: '"a text with a ___ in it"',
    answer: '`input`, the `output` with its blanks filled in, and for each of the `blanks` the most probable tokens.',
    options: 'Blanks are written `[MASK]` or `___`; `--choices 5` prints so many tokens for each.',
  },
  scores: {
    question: '"a text"',
    answer:
      '`input`, its natural `logProbability`, its `perplexity`, and how many `tokens` it has, of which so many are `unknown`.',
    options: 'With `--continue 20` they go on with texts, by so many tokens, each the most probable one: `text`.',
  },
  writes: {
    question: '"a text"',
    answer:
      '`input`, the `output` that was written for it with its `score`; `cut` where it was too long to be read as a whole.',
    options: 'Outputs are found by the search of the run; `--beam 1` and `--length-penalty 0` search otherwise.',
  },
};

const readsPairs = ({ facts }: ExportedModel): boolean => (facts.texts as { count?: number } | undefined)?.count === 2;

/** What the scripts import, as npm and pip install it; in the versions that they were tried with, and all that are newer in Python. */
export const manifestOf = ({ id }: Pick<RunRecord, 'id'>): string => {
  // Each by itself: the build puts their values in.
  const dependencies = {
    'onnxruntime-node': process.env.NLP_LAB_ONNX_RUNTIME ?? '',
    tokenizers: process.env.NLP_LAB_TOKENIZERS ?? '',
  };
  const manifest = { name: 'nlp-lab-model', description: `The run ${id} of NLP Lab`, private: true, dependencies };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
};

export const REQUIREMENTS = 'numpy\nonnxruntime>=1.12\ntokenizers>=0.15\n';

export function readmeOf(model: ExportedModel, { name, id, task, modelType }: RunRecord): string {
  const { use, graphs, tokenizers, documents = {} } = model;
  const isApart = sharesWeights(model);
  const isPair = readsPairs(model);
  const { question, answer: ofUse, options } = USES[use];
  const answer = model.facts.answer === 'number' ? '`input` and `value`.' : ofUse;
  const ask = (script: string): string =>
    isPair ? `printf 'one text\\tanother\\n' | ${script}` : `${script} ${question}`;
  const listed = (names: readonly string[]): string => names.map((file) => `\`${file}\``).join(', ');
  return `# ${name.replace(/[\r\n]+/g, ' ')}

A model of the kind \`${modelType}\` for the task \`${task}\`, trained with NLP Lab in the run \`${id}\`, as ONNX graphs with their
parameters${isApart ? ` in a file that they share` : ' inside'}. Nothing of NLP Lab is needed to run them.

In Node 20.19 or newer (\`--ignore-scripts\` leaves out what graphics cards of NVIDIA need, some hundred megabytes):

    npm install --ignore-scripts
    ${ask('node predict.mjs')}

In Python 3.8 or newer; where the system's Python refuses to install, in an environment of its own (\`python3 -m venv .venv\`, then
\`. .venv/bin/activate\`, in Windows \`.venv\\Scripts\\activate\`):

    pip install -r requirements.txt
    ${ask('python predict.py')}

Both print a line of JSON for each text, and read texts from standard input where none is given, one a line${isPair ? ', with a tab between the two of a pair' : ''}. It has
${answer}
${options}

| file | what it is |
| --- | --- |
| ${listed(Object.keys(graphs).map((graph) => `${graph}.onnx`))} | the graphs, operator set ${SHARED_OPERATOR_SET} |
${isApart ? `| \`${WEIGHTS}\` | the parameters, which the graphs read from their own folder: open them by their paths |\n` : ''}| ${listed(Object.keys(tokenizers).map((tokenizer) => `${tokenizer}.json`))} | text to ids, for Hugging Face's \`tokenizers\` |
${Object.keys(documents)
  .map((file) => `| \`${file}\` | what else the scripts read |\n`)
  .join('')}| \`signature.json\` | inputs and outputs by name, type and axes, and all else that the scripts know |
| \`predict.mjs\`, \`predict.py\` | the answers of the run, to be read and changed |
| \`package.json\`, \`requirements.txt\` | what they import |

Axes such as \`time\` and \`batch\` may have any length; sequences are laid out time first. Ids are int32; those of padding, of what is
not known, of beginnings and ends are in \`signature.json\`.
`;
}
