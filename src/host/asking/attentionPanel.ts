// The panel of attention: asks the engine for the maps of a sentence and hands them over in parts.
import * as vscode from 'vscode';
import { can } from '../../protocol/ability';
import type { AttendedSentence, AttentionViewContract } from '../../protocol/attentionView';
import { LabError } from '../../protocol/labError';
import type { AttentionMap } from '../../protocol/attention';
import { requireTrust } from '../editor/trust';
import { canNow, runId } from '../runs/runEntry';
import {
  type AskingNeeds,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
  questionState,
} from './questionPanels';
import { setTitle } from '../editor/shown/items';

/** Weights in one message to the view, at most (but one map at least). */
const WEIGHTS_A_MESSAGE = 1 << 20;
/** Sentences whose maps are held for the view: those it shows. */
const SENTENCES_HELD = 2;

export function openAttention(opening: QuestionOpening<AttentionViewContract>, needs: AskingNeeds): QuestionPanel {
  const { working } = needs;
  const question = questionOf(opening, needs, (entry) => canNow(entry, 'attend'));
  setTitle(opening.panel, vscode.l10n.t('Attention'));
  const held = new Map<string, { sentence: AttendedSentence; maps: AttentionMap[] }>();
  let nextId = 1;

  async function attend(
    asked: AttentionViewContract['calls']['attend']['request'],
    signal: AbortSignal,
  ): Promise<AttendedSentence> {
    requireTrust();
    const entry = await question.entry(asked.run);
    const { folder, record, checkpoints } = entry.summary;
    if (!can(record, 'attend')) throw withoutAttention(record.name);
    // A run that is trained on meanwhile has another model.
    const name = JSON.stringify([asked, runId(folder), checkpoints.map(({ step }) => step)]);
    const known = held.get(name);
    if (known) return known.sentence;
    // A label is no output to look at.
    const { source } = asked;
    const target = can(record, 'write') ? asked.target : '';
    const request = { folder, source, ...(target === '' ? {} : { target }) };
    const { maps, ...rest } = await working.call('attend', request, { signal });
    const sentence = {
      ...rest,
      id: nextId++,
      maps: maps.map(({ kind, layer, head, rows, columns }) => ({ kind, layer, head, rows, columns })),
    };
    held.set(name, { sentence, maps });
    for (const old of [...held.keys()].slice(0, -SENTENCES_HELD)) held.delete(old);
    return sentence;
  }

  function mapsOf(id: number, from: number): AttentionViewContract['calls']['maps']['reply'] {
    const maps = [...held.values()].find(({ sentence }) => sentence.id === id)?.maps;
    if (!maps) throw new LabError('CANCELLED', vscode.l10n.t('Another sentence is shown meanwhile.'));
    const { weights, next } = pageOfMaps(maps, from);
    return { weights, next };
  }

  const view = opening.connect(
    {
      keep: (asked) => (question.keep(asked), {}),
      attend: (asked, { signal }) => attend(asked, signal),
      maps: ({ id, from }) => mapsOf(id, from),
    },
    questionState(question),
  );
  return questionPanel(opening, needs, question, view);
}

/** Maps from the `from`-th on until a message is full. */
function pageOfMaps(
  maps: readonly { weights: Float32Array }[],
  from: number,
): { weights: Float32Array[]; next: number | null } {
  const weights: Float32Array[] = [];
  let size = 0;
  let next = from;
  for (
    ;
    next < maps.length && (weights.length === 0 || size + maps[next].weights.length <= WEIGHTS_A_MESSAGE);
    next++
  ) {
    weights.push(maps[next].weights);
    size += maps[next].weights.length;
  }
  return { weights, next: next < maps.length ? next : null };
}

const withoutAttention = (name: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    vscode.l10n.t(
      'The run {0} has no attention to show. Choose a transformer, a run that writes texts whose experiment has "attention", or a classifier with "pooling": "attention".',
      name,
    ),
  );
