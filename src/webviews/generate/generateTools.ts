// The second line: how tokens are coloured, and what can be done with the text.

import type { GenerateViewContract } from '../../protocol/generateView';
import type { Client } from '../../protocol/rpc';
import { button, dropdown, toggle } from '../shared/controls';
import { saveMenu } from '../shared/saveMenu';
import { gap } from '../shared/toolbar';
import type { Continuation, Tree } from './continuations';
import { savedText, wholeText } from './savedText';
import type { GenerateStrings } from './strings';
import type { GenerateState } from './viewState';

export interface GenerateToolsOptions {
  strings: GenerateStrings;
  state: Readonly<GenerateState>;
  client: Client<GenerateViewContract>;
  /** Opens the rules of sampling. */
  options: HTMLElement;
  /** Opens the panel at the side. */
  details: HTMLElement;
  shown(): { tree: Tree; continuation: Continuation | undefined; run: string };
  onChange(change: Partial<Pick<GenerateState, 'color' | 'asTable'>>): void;
  fail(error: unknown): void;
}

export function generateTools({
  strings,
  state,
  client,
  shown,
  onChange,
  fail,
  ...others
}: GenerateToolsOptions): Node[] {
  const colors = (['surprisal', 'rank'] as const).map((value) => ({ value, label: strings.colors[value] }));
  const color = dropdown(strings.color, colors, state.color, (value) => onChange({ color: value }));
  const asTable = toggle(strings.table, state.asTable, (on) => onChange({ asTable: on }));
  const copy = button({
    ...{ label: strings.copy, hint: strings.copyHint },
    onClick() {
      const { tree, continuation } = shown();
      if (continuation) void navigator.clipboard.writeText(wholeText(tree, continuation)).catch(fail);
    },
  });
  const saving = saveMenu({
    ...{ strings: strings.saving, kinds: ['txt', 'json'] as const },
    content(kind) {
      const { tree, continuation, run } = shown();
      return savedText(kind, tree, continuation, run);
    },
    save: (request) => client.call('saveFile', request),
    onFailure: fail,
  });
  return [others.options, color, asTable.node, gap(), copy, saving, others.details];
}
