// What views that ask runs about texts have in common: which runs are asked, and what becomes of the question when the host
// offers other runs or a command asks something new.

import type { OfferedQuestion, OfferedRun, RunQuestion } from '../../protocol/attentionView';
import { dropdown } from './controls';
import { element } from './element';
import { drawnWhenClosed } from './openList';

/** The part of what such a view remembers that is its question. */
export interface QuestionState extends RunQuestion {
  /** Of the host's question that this one came of. */
  version: number;
}

export const NO_QUESTION: QuestionState = { version: -1, selected: [], source: '', target: '' };

/** What the host is told. */
export const questionOf = ({ selected, source, target }: QuestionState): RunQuestion => ({ selected, source, target });

export interface RunQuestionOptions {
  state: Readonly<QuestionState>;
  keep(change: Partial<QuestionState>): void;
  /** How many runs are asked at once. */
  most: number;
  /** The lists to choose runs from. */
  choices(runs: readonly OfferedRun[], select: (ids: string[]) => void): HTMLElement[];
  /** Other runs are asked, or about something new: what was said of those before does not hold any more. */
  onOther?(): void;
  /** Texts have come from the host. */
  onTexts(): void;
  onAsk(): void;
  /** Whether there are runs to ask. */
  onRuns(areThere: boolean): void;
}

export interface RunQuestionPart {
  /** For the toolbar. */
  node: HTMLElement;
  /** Of the runs asked, those that are there. */
  readonly asked: OfferedRun[];
  /** The listener of the host's question. */
  offer(question: OfferedQuestion): void;
}

export function runQuestion({ state, keep, most, ...options }: RunQuestionOptions): RunQuestionPart {
  const node = element('span', { class: 'row' });
  let runs: readonly OfferedRun[] = [];
  const find = (id: string): OfferedRun | undefined => runs.find((run) => run.id === id);
  const draw = drawnWhenClosed(node, () => node.replaceChildren(...options.choices(runs, select)));

  function select(selected: string[]): void {
    keep({ selected });
    options.onOther?.();
    if (most > 1) draw(); // what can be chosen beside a run depends on it
    options.onAsk();
  }

  function takeOver({ version, source, target, selected }: OfferedQuestion): void {
    keep({ version, source, target, selected: selected.length > 0 ? selected.slice(0, most) : state.selected });
    options.onOther?.();
    options.onTexts();
  }

  /** Leaves out runs that have gone; true when any had. */
  function mendSelection(): boolean {
    const there = state.selected.filter(find);
    if (there.length > 0 && there.length === state.selected.length) return false;
    keep({ selected: there.length > 0 ? there : [runs[0].id] });
    options.onOther?.();
    return true;
  }

  return {
    node,
    get asked() {
      return state.selected.flatMap((id) => find(id) ?? []);
    },
    offer(question) {
      const isFirst = runs.length === 0;
      ({ runs } = question);
      options.onRuns(runs.length > 0);
      if (runs.length === 0) return;
      const isNew = question.version > state.version;
      if (isNew) takeOver(question);
      const isMended = mendSelection();
      draw();
      if (isNew || isFirst || isMended) options.onAsk();
    },
  };
}

/** A list of runs, each with what tells it from others of its name; of one alone that. */
export function runDropdown(
  label: string,
  runs: readonly OfferedRun[],
  chosen: string,
  onChange: (id: string) => void,
): HTMLElement {
  const choices = runs.map(({ id, name, detail }) => ({ value: id, label: `${name} · ${detail}` }));
  const [only] = choices;
  if (choices.length === 1)
    return element('strong', { class: 'run', text: only.label, title: `${label}: ${only.label}` });
  return dropdown(label, choices, chosen, onChange);
}
