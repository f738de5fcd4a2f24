// The shares of a text's tokens in an answer, wherever a view has one: a button that asks for them, the method, whose score, and the text
// with its marks, its legend, and how far the shares are from adding up. What is asked about is the view's own matter.

import {
  ATTRIBUTION_METHODS,
  ATTRIBUTION_STEPS,
  type AttributedToken,
  type AttributionMethod,
  type AttributionReply,
  type ShareQuestion,
} from '../../../protocol/attribution';
import { count, figure, signedFigure } from '../../../protocol/figures';
import { LabError } from '../../../protocol/labError';
import { cutNote } from '../answers/cutNote';
import { choiceList } from '../choiceList';
import { toggle, type Toggle } from '../controls';
import { element, liveText, say, show } from '../element';
import { latest } from '../latest';
import { patience } from '../patience';
import { table } from '../table';
import { twin } from '../twin';
import { sharedText } from './sharedText';
import { sharesLegend } from './sharesLegend';
import type { SharesStrings } from './strings';

/** What a view remembers. */
export interface SharesState {
  explains: boolean;
  method: string;
  steps: number;
}

export const NO_SHARES: SharesState = { explains: false, method: '', steps: ATTRIBUTION_STEPS.usual };

const STEPS = [16, 64, 256, 1024];

/** From which part of what the score gains on an error is worth a word. */
const NOTABLE_ERROR = 0.05;

export interface SharesOptions {
  strings: SharesStrings;
  state: SharesState;
  keep(change: Partial<SharesState>): void;
  ask(question: ShareQuestion, signal: AbortSignal): Promise<AttributionReply>;
}

export interface SharesPart {
  node: HTMLElement;
  toggle: Toggle;
  /** There is something else to ask about: asks, where the button is pressed. */
  renew(): void;
  clear(): void;
}

export function sharesPart({ strings, state, keep, ask }: SharesOptions): SharesPart {
  const questions = latest();
  const { wait, end } = patience();
  let isThere = false;
  let chosen = { target: '', token: -1 };
  let asTable = false;

  const button = toggle(strings.explain, state.explains, (explains) => {
    keep({ explains });
    if (explains) run();
    else hide();
  });
  button.node.title = strings.explainHint;
  const method = choiceList<AttributionMethod>(strings.method, (name) => {
    keep({ method: name });
    run();
  });
  const target = choiceList<string>(strings.target, (name) => {
    chosen = { ...chosen, target: name };
    run();
  });
  const steps = choiceList<string>(strings.steps, (value) => {
    keep({ steps: Number(value) });
    run();
  });
  const status = liveText('note');
  const content = element('div');
  const controls = element('div', { class: 'row' }, method.node, target.node, steps.node, status);
  const node = element('section', { class: 'shares-part' }, element('h2', { text: strings.title }), controls, content);
  show(node, false);

  function run(): void {
    if (!isThere) return;
    show(node, true);
    wait(() => say(status, strings.working));
    const { method: wanted, steps: count } = state;
    const question = {
      ...chosen,
      method: ATTRIBUTION_METHODS.find((name) => name === wanted) ?? '',
      steps: count,
    } as const;
    void questions.ask((signal) => ask(question, signal), {
      onAnswer(reply) {
        end();
        say(status, '');
        draw(reply);
      },
      onFailure(error) {
        end();
        content.replaceChildren();
        const { code, message } = LabError.toData(error);
        say(status, code === 'CANCELLED' ? '' : message);
      },
    });
  }

  function draw(reply: AttributionReply): void {
    const { methods, targets, target: explained, answer } = reply;
    method.set(methods.map((value) => ({ value, label: strings.methods[value] })), reply.method); // prettier-ignore
    const labelOf = (value: string): string => (value === answer ? strings.given(value) : value);
    target.set(targets.map((value) => ({ value, label: labelOf(value) })), explained ?? ''); // prettier-ignore
    show(target.node, targets.length > 1 && reply.method !== 'attention');
    steps.set(STEPS.map((value) => ({ value: String(value), label: strings.stepCount(count(value)) })), String(state.steps)); // prettier-ignore
    show(steps.node, reply.method === 'integrated');
    content.replaceChildren(...drawn(reply));
  }

  function drawn(reply: AttributionReply): Node[] {
    const onToken =
      reply.token === undefined ? {} : { onToken: (token: number) => ((chosen = { target: '', token }), run()) };
    const picture = element('div', {}, sharedText(reply, { strings, ...onToken }), sharesLegend(reply, strings));
    const rows = table<AttributedToken>({
      label: strings.title,
      empty: strings.noTokens,
      columns: [
        { id: 'token', title: strings.token, text: ({ token }) => token },
        {
          ...{ id: 'share', title: strings.share, numeric: true, sortBy: ({ share }) => share },
          text: ({ share }) => (reply.method === 'attention' ? figure(share) : signedFigure(share)),
        },
      ],
    });
    const sheet = element('div', { class: 'shares-table' }, rows.node);
    const both = twin(strings.table, { picture, table: sheet }, { asTable, onChange: (is) => (asTable = is) });
    rows.setRows(reply.tokens);
    return [
      ...cutNote(reply.cut, strings),
      picture,
      sheet,
      element('div', { class: 'row' }, ...factsOf(reply, strings), both.toggle.node),
      element('p', { class: 'note', text: strings.meanings[reply.method] }),
    ];
  }

  function hide(): void {
    questions.drop();
    end();
    show(node, false);
    content.replaceChildren();
    say(status, '');
  }

  return {
    node,
    toggle: button,
    renew() {
      isThere = true;
      chosen = { target: '', token: -1 };
      if (button.pressed) run();
    },
    clear() {
      isThere = false;
      hide();
    },
  };
}

function factsOf(reply: AttributionReply, strings: SharesStrings): HTMLElement[] {
  const { score, baseline, completenessError, caution } = reply;
  const fact = (text: string, title?: string): HTMLElement => element('span', { class: 'note', text, title });
  const warning = (text: string): HTMLElement => element('span', { class: 'note warning', text });
  const isOff =
    completenessError !== undefined &&
    score !== undefined &&
    baseline !== undefined &&
    completenessError > NOTABLE_ERROR * Math.max(Math.abs(score - baseline), Number.MIN_VALUE);
  return [
    ...(score === undefined ? [] : [fact(strings.score(signedFigure(score)), strings.scoreHint)]),
    ...(baseline === undefined ? [] : [fact(strings.baseline(signedFigure(baseline)))]),
    ...(completenessError === undefined ? [] : [fact(strings.error(figure(completenessError)), strings.errorHint)]),
    ...(caution ? [warning(strings.cautions[caution])] : isOff ? [warning(strings.missing)] : []),
  ];
}
