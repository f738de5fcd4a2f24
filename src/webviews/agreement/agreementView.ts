// The view of two people's labels: what they come to in a sentence, the figures, what is mixed up, and where they part.

import type { AgreementViewContract, ShownAgreement } from '../../protocol/agreementView';
import { count } from '../../protocol/figures';
import type { Connection } from '../shared/connect';
import { button } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { workNotice } from '../shared/notice';
import { saveMenu } from '../shared/saveMenu';
import { gap, toolbar } from '../shared/toolbar';
import { disagreements } from './disagreements';
import { figuresTable, matrix, sentence, typesTable } from './figures';
import { agreementStrings } from './strings';
import type { AgreementState } from './viewState';

export function buildAgreementView({ client, t, state, keep }: Connection<AgreementViewContract, AgreementState>) {
  const strings = agreementStrings(t);
  let agreement: ShownAgreement | undefined;
  const fail = (error: unknown): void => notice.fail(error);
  const call = (name: 'cancel' | 'again' | 'chooseOther') => (): void => void client.call(name, {}).catch(fail);
  const notice = workNotice(strings, { onCancel: call('cancel'), onAgain: call('again') });
  const files = element('span', { class: 'run' });
  const apart = disagreements({
    ...{ strings, state, keep },
    reveal: ({ version }, index, file) => void client.call('reveal', { version, index, file }).catch(fail),
  });
  const save = saveMenu({
    ...{ strings: strings.saving, kinds: ['csv'] as const, onFailure: fail },
    content: (kind) => agreement && { name: strings.saved(...agreement.files), kind, content: apart.csv() },
    save: (request) => client.call('saveFile', request),
  });
  const other = button({ label: strings.other, hint: strings.otherHint, onClick: call('chooseOther') });
  const tools = toolbar(strings.tools, files, gap(), other, save);
  const verdict = liveText('verdict');
  const facts = element('p', { class: 'note' });
  const figures = element('div', { class: 'beside' });
  const body = element('div', { class: 'agreed' }, verdict, facts, figures, apart.node);
  const heading = element('h1', { class: 'spoken', text: strings.title });
  for (const node of [tools, body]) show(node, false);
  document.getElementById('view')?.replaceChildren(heading, tools, notice.node, body);

  function draw(now: ShownAgreement): void {
    const said = now.files.join(' ↔ ');
    say(files, said);
    files.title = said;
    say(verdict, sentence(now, strings));
    const counted = strings.facts[now.kind](count(now.count), count(now.alone[0]), count(now.alone[1]));
    say(facts, [counted, ...now.notices].join(' · '));
    figures.replaceChildren(
      element('section', {}, element('h2', { text: strings.figures }), figuresTable(now, strings)),
      ...(now.spans ? [typesTable(now.spans, strings)] : []),
      matrix(now, strings),
    );
    apart.draw(now);
  }

  return {
    notice: (event: AgreementViewContract['events']['notice']) => notice.show(event),
    agreement(event: ShownAgreement) {
      notice.clear();
      agreement = event;
      for (const node of [tools, body]) show(node, true);
      draw(event);
    },
  };
}
