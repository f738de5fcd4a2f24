// Runs as MLflow's file store keeps them (mlflow/store/tracking/file_store.py): an experiment for each name, in it a folder for each run with
// `meta.yaml` and a file for each figure, parameter and tag. The same run has the same ids whenever it is written.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunStatus } from '../../../protocol/run';
import { runEvents } from './runEvents';
import type { TrackedRun, Tracker } from './tracker';

/** `RunStatus` of mlflow/protos/service.proto; it knows no run that was stopped and can go on. */
const STATUS: Record<RunStatus, number> = { running: 1, completed: 3, failed: 4, stopped: 5, interrupted: 5 };
/** `SourceType.LOCAL` */
const LOCAL = 4;
/** Bytes of a name, which is one of a file. */
const MOST_NAME = 200;
/** UTF-16 units: what MLflow takes of a parameter and of a tag. */
const MOST_VALUE = 5000;

interface Experiment {
  name: string;
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

export const mlflow: Tracker = function* (runs, { output }) {
  const experiments = new Map<string, Experiment>();
  for (const run of runs) {
    const { name, createdAt, endedAt } = run.record;
    const [from, to] = [Date.parse(createdAt), Date.parse(endedAt ?? createdAt)];
    const experiment = experimentId(name);
    const known = experiments.get(experiment) ?? { name, from, to };
    experiments.set(experiment, { name, from: Math.min(from, known.from), to: Math.max(to, known.to) });
    const folder = `${experiment}/${runId(run)}`;
    yield [`${folder}/meta.yaml`, metaOf(run, { experiment, output })];
    for (const [part, values] of [
      ['metrics', metricsOf(run)],
      ['params', named(run.configuration.map(({ key, value }) => [key, value]))],
      ['tags', tagsOf(run)],
    ] as const)
      for (const [key, text] of values) yield [`${folder}/${part}/${key}`, text];
    if (run.experiment !== undefined) yield [`${folder}/artifacts/experiment.json`, run.experiment];
  }
  for (const [id, { name, from, to }] of experiments)
    yield [
      `${id}/meta.yaml`,
      yaml({
        ...{ artifact_location: pathToFileURL(path.join(output, id)).href, creation_time: from, experiment_id: id },
        ...{ last_update_time: to, lifecycle_stage: 'active', name },
      }),
    ];
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Digits, as MLflow gives them. */
const experimentId = (name: string): string => BigInt(`0x${hashOf(name).slice(0, 14)}`).toString();

const runId = ({ record }: TrackedRun): string => hashOf(record.id).slice(0, 32);

const shownName = ({ about, record }: TrackedRun): string => about?.name ?? record.id;

function metaOf(run: TrackedRun, { experiment, output }: { experiment: string; output: string }): string {
  const { createdAt, endedAt, status } = run.record;
  const id = runId(run);
  return yaml({
    artifact_uri: pathToFileURL(path.join(output, experiment, id, 'artifacts')).href,
    ...{ deleted_time: null, end_time: endedAt === undefined ? null : Date.parse(endedAt), entry_point_name: '' },
    ...{ experiment_id: experiment, lifecycle_stage: 'active', run_id: id, run_name: shownName(run), run_uuid: id },
    ...{ source_name: '', source_type: LOCAL, source_version: '', start_time: Date.parse(createdAt) },
    ...{ status: STATUS[status], tags: [], user_id: '' },
  });
}

/** A line `milliseconds value step` for each time that a figure was measured; names as in TensorBoard, whose slashes are folders. */
function metricsOf(run: TrackedRun): Map<string, string> {
  const lines = new Map<string, string[]>();
  for (const { wallTime, step = 0, figures = {} } of runEvents(run))
    for (const [tag, value] of Object.entries(figures)) {
      const all = lines.get(tag) ?? [];
      lines.set(tag, all);
      all.push(`${Math.round(wallTime * 1000)} ${value} ${step}\n`);
    }
  const found = [...lines].map(([tag, all]) => [tag.split('/').map(nameOf), all.join('')] as const);
  const paths = found.map(([parts]) => parts.join('/'));
  const isFolder = (key: string): boolean => paths.some((other) => other.startsWith(`${key}/`));
  return distinctly(found.map(([parts, text]) => [parts.join(isFolder(parts.join('/')) ? '.' : '/'), text]));
}

function tagsOf(run: TrackedRun): Map<string, string> {
  const { record, about = {} } = run;
  const { id, task, modelType, versions, sweep } = record;
  return named([
    ['mlflow.runName', shownName(run)],
    ['mlflow.source.name', 'NLP Lab'],
    ['mlflow.source.type', 'LOCAL'],
    ['mlflow.note.content', about.note],
    ['nlp-lab.id', id],
    ['nlp-lab.task', task],
    ['nlp-lab.model', modelType],
    ['nlp-lab.version', versions.nlpLab],
    ['nlp-lab.sweep', sweep?.id],
    ['nlp-lab.trial', sweep && String(sweep.trial)],
    ['nlp-lab.starred', about.starred ? 'true' : undefined],
    ...(about.tags ?? []).map((tag) => [tag, 'true'] as const),
  ]);
}

/** Under names that files may have. */
const named = (values: readonly (readonly [key: string, value: string | undefined])[]): Map<string, string> =>
  distinctly(
    values.flatMap(([key, value]) => (value === undefined ? [] : [[nameOf(key), value.slice(0, MOST_VALUE)] as const])),
  );

/** Where two come to the same name, the later gets a number; many systems tell no small letters of files from capitals. */
function distinctly(values: readonly (readonly [name: string, text: string])[]): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const [plain, text] of values) {
    let name = plain;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${plain}_${i}`;
    taken.add(name.toLowerCase());
    found.set(name, text);
  }
  return found;
}

/** What MLflow takes as a name and every system as that of a file. */
function nameOf(text: string): string {
  const plain = text.normalize('NFC').replace(/[^\p{L}\p{N}_. -]/gu, '_').replace(/^[. ]+|[. ]+$/g, '_'); // prettier-ignore
  let name = plain;
  while (Buffer.byteLength(name) > MOST_NAME) name = name.slice(0, -1);
  return name === '' ? '_' : name;
}

const yaml = (values: Record<string, string | number | null | readonly never[]>): string =>
  Object.entries(values)
    .map(
      ([key, value]) =>
        `${key}: ${Array.isArray(value) ? '[]' : typeof value === 'string' ? quoted(value) : String(value)}\n`,
    ) // prettier-ignore
    .join('');

/** JSON's texts are YAML's, but for what YAML takes for the end of a line or cannot read. */
const quoted = (text: string): string =>
  JSON.stringify(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
