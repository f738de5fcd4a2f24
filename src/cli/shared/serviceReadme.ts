// What stands in the folder of an exported service, for whoever finds it.

import { answers, can } from '../../protocol/ability';
import type { RunRecord } from '../../protocol/run';
import { RUN_FILE } from '../../service/exported/tar';
import { USUAL_PORT } from '../../service/serviceOptions';

const ADDRESS = `http://127.0.0.1:${USUAL_PORT}`;

/** A line of a shell that asks the run something that it can be asked. */
function questionFor(record: RunRecord): string {
  const curl = (route: string, data: string): string =>
    `curl ${ADDRESS}${route} -H 'Content-Type: application/json' -d ${data}`;
  const asked = (route: string, body: object): string =>
    curl(route, `'${JSON.stringify(body).replaceAll("'", `'\\''`)}'`);
  const model = record.name;
  if (can(record, 'picture'))
    return `printf '{"text":"data:image/png;base64,%s"}' "$(base64 < picture.png | tr -d '\\n')" | ${curl('/predict', '@-')}`;
  if (can(record, 'fill')) return asked('/predict', { text: 'a text with a ___ in it' });
  if (answers(record)) return asked('/predict', { text: can(record, 'pair') ? 'one text\tanother' : 'a text' });
  if (can(record, 'continue')) return asked('/v1/completions', { model, prompt: 'a text', max_tokens: 20 });
  return asked('/v1/embeddings', { model, input: 'a text' });
}

export const serviceReadme = (
  record: RunRecord,
  isNative: boolean,
): string => `# ${record.name.replace(/[\r\n]+/g, ' ')}

The run ${record.id} of NLP Lab (${record.task}, ${record.modelType}), served over HTTP by Node 20.19 or newer${isNative ? ' and ONNX Runtime' : ' alone'}.

    ${isNative ? 'npm install --ignore-scripts --omit=dev\n    ' : ''}node service.js --port ${USUAL_PORT}

In another terminal, or in the page ${ADDRESS}/:

    ${questionFor(record)}

${ADDRESS}/openapi.json describes all that it can be asked. For other machines set \`NLP_LAB_API_KEY\` and give \`--host 0.0.0.0\`;
requests then need \`Authorization: Bearer <key>\`. \`${RUN_FILE}\` holds the run; while it is served it lies unpacked in the folder for
temporary files. Ctrl+C answers what has been asked and ends.

    docker build -t nlp-lab-service .
    docker run --rm -p ${USUAL_PORT}:${USUAL_PORT} -e NLP_LAB_API_KEY nlp-lab-service

builds an image and starts it with the key that the environment has, of at least 8 characters. It runs as a user without rights and says whether it is
ready (\`docker ps\`). With \`--read-only\` add \`--tmpfs /tmp\`; it answers what has been asked for ten seconds when it is stopped:
\`--stop-timeout 15\` lets it.
`;
