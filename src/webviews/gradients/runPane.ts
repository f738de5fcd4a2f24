// One run of the view: its name, what was recorded, and the picture of it; or that nothing was, with what can be done about it.

import type { WatchedRun } from '../../protocol/gradientsView';
import type { TypedText } from '../../protocol/gradients';
import { count } from '../../protocol/figures';
import { button, numberField, textField } from '../shared/controls';
import { element } from '../shared/element';
import type { GradientsStrings } from './strings';

interface PaneActions {
  open(): void;
  remove(): void;
  look(batch: number): void;
  lookAt(typed: TypedText): void;
}

const MOST_BATCH = 1_000_000;

/** @param content what is seen of the run; none: the section has nothing of it */
export function runPane(
  run: WatchedRun,
  content: readonly HTMLElement[],
  { canRemove, ...actions }: PaneActions & { canRemove: boolean },
  strings: GradientsStrings,
): HTMLElement {
  const name = button({ label: run.name, hint: strings.openRunHint(run.id), onClick: () => actions.open() });
  const remove = button({
    ...{ label: strings.remove, hint: strings.removeHint(run.name) },
    onClick: () => actions.remove(),
  });
  const head = element(
    'div',
    { class: 'row head' },
    name,
    element('span', { class: 'note', text: recordedText(run, strings) }),
    ...(canRemove ? [remove] : []),
  );
  const attributes = { role: 'group', 'aria-label': run.name };
  const isEmpty = run.lines.length === 0;
  const body = isEmpty ? nothingRecorded(actions, strings) : content;
  const none = element('p', { class: 'note', text: strings.notRecorded });
  const again =
    run.batch === undefined && !(run.typed && run.total === 0) ? [] : [lookLine(run.batch ?? 0, actions, strings)];
  const typing = run.reads && run.total === 0 ? [typedLine(run, actions, strings)] : [];
  const below = [...again, ...typing];
  return element('section', { class: 'pane', attributes }, head, ...(body.length > 0 ? body : [none]), ...below);
}

function recordedText({ lines, total, batch, typed }: WatchedRun, strings: GradientsStrings): string {
  const [line] = lines;
  if (batch !== undefined && lines.length > 0) return strings.looked(count(batch + 1), count(line.step));
  if (typed && lines.length > 0) return strings.lookedAt(typed.text, count(line.step));
  if (lines.length === total) return strings.recorded(count(total));
  return strings.recordedShown(count(lines.length), count(total));
}

const nothingRecorded = (actions: PaneActions, strings: GradientsStrings): HTMLElement[] => [
  element('p', { text: strings.nothing }),
  lookLine(0, actions, strings),
];

/** A batch is chosen, and looked at. */
function lookLine(first: number, { look }: PaneActions, strings: GradientsStrings): HTMLElement {
  let batch = first + 1;
  const field = numberField({
    ...{ label: strings.batch, value: batch, least: 1, most: MOST_BATCH },
    onChange: (value) => (batch = value),
  });
  const start = button({ label: strings.look, hint: strings.lookHint, onClick: () => look(batch - 1) });
  return element('div', { class: 'row' }, start, field);
}

/** A text is typed, with its right answer where it needs one, and looked at. */
function typedLine({ reads, typed }: WatchedRun, { lookAt }: PaneActions, strings: GradientsStrings): HTMLElement {
  const asked = { text: typed?.text ?? '', answer: typed?.answer ?? '' };
  const text = textField(strings.text, asked.text, (value) => (asked.text = value));
  const answer = textField(strings.answer, asked.answer, (value) => (asked.answer = value));
  const start = button({ label: strings.lookAt, hint: strings.lookAtHint, onClick: () => lookAt({ ...asked }) });
  return element('div', { class: 'row typed' }, text, ...(reads === 'answered texts' ? [answer] : []), start);
}
