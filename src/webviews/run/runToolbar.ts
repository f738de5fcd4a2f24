// The line at the top of the run's view: its name, how its curves are drawn, and what can be done with it.

import { answers, can } from '../../protocol/ability';
import type { RunHeader } from '../../protocol/views';
import { button, toggle } from '../shared/controls';
import { curveControls } from '../shared/curves/curveControls';
import { element, say, show } from '../shared/element';
import { gap, toolbar } from '../shared/toolbar';
import type { RunStrings } from './strings';
import type { RunViewState } from './viewState';

/** Calls of the view's contract that need no more than a press. */
export type PressedCall = 'stop' | 'resume' | 'evaluate' | 'openTags' | 'openGenerate' | 'openEmbeddings';

export interface RunToolbarOptions {
  strings: RunStrings;
  state: Readonly<RunViewState>;
  /** Other curves are wanted. */
  onChange(change: Partial<RunViewState>): void;
  onPress(call: PressedCall): void;
  /** What stands at the far end. */
  last: readonly HTMLElement[];
}

export interface RunToolbar {
  node: HTMLElement;
  /** The name of the run. */
  readonly name: string;
  draw(header: RunHeader): void;
}

export function runToolbar({ strings, state, onChange, onPress, last }: RunToolbarOptions): RunToolbar {
  const name = element('h1');
  const does = {
    stop: button({ label: strings.stop, onClick: () => onPress('stop') }),
    resume: button({ label: strings.resume, primary: true, onClick: () => onPress('resume') }),
    evaluate: button({ label: strings.evaluate, hint: strings.evaluateHint, onClick: () => onPress('evaluate') }),
    openTags: button({ label: strings.openTags, hint: strings.openTagsHint, onClick: () => onPress('openTags') }),
    openGenerate: button({
      ...{ label: strings.openGenerate, hint: strings.openGenerateHint },
      onClick: () => onPress('openGenerate'),
    }),
    openEmbeddings: button({
      ...{ label: strings.openEmbeddings, hint: strings.openEmbeddingsHint, primary: true },
      onClick: () => onPress('openEmbeddings'),
    }),
  } satisfies Record<PressedCall, HTMLElement>;
  const asTable = toggle(strings.tableView, state.asTable, (on) => onChange({ asTable: on }));
  const node = toolbar(
    strings.details,
    ...[name, ...curveControls(strings, state, onChange), gap(), ...Object.values(does), asTable.node, ...last],
  );
  return {
    node,
    get name() {
      return name.textContent ?? '';
    },
    draw(header) {
      say(name, header.name);
      name.title = header.id;
      show(does.stop, header.canStop);
      show(does.resume, header.canResume);
      show(does.evaluate, header.canUse && answers(header));
      show(does.openTags, header.canUse && can(header, 'tag'));
      show(does.openGenerate, header.canUse && can(header, 'continue'));
      show(does.openEmbeddings, header.vectors?.canOpen === true);
    },
  };
}
