// The panel at the side of the run's view: what was measured of the run, what can be asked of it, and its configuration.

import { can } from '../../protocol/ability';
import type { ShareQuestion } from '../../protocol/attribution';
import type { AnswerPair, ExamplePlace, RunCurves, RunDetails, RunHeader, RunViewContract } from '../../protocol/views';
import type { Connection } from '../shared/connect';
import { button, type Section } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { evaluationChoice } from '../shared/evaluationChoice';
import { sidePanel } from '../shared/sidePanel';
import { configurationTable } from './configurationTable';
import { featuresView } from './features';
import { reportParts } from './reportParts';
import type { RunStrings } from './strings';
import { tryModel } from './tryModel';
import { vectorsView } from './vectorsView';
import type { RunViewState } from './viewState';

export interface RunSide {
  node: HTMLElement;
  /** For the toolbar. */
  toggle: HTMLElement;
  header(header: RunHeader): void;
  curves(curves: RunCurves): void;
  details(details: RunDetails): void;
}

export interface RunSideOptions extends Connection<RunViewContract, RunViewState> {
  strings: RunStrings;
  onFailure(error: unknown): void;
}

export function runSide({ client, t: translate, state, keep, strings, onFailure }: RunSideOptions): RunSide {
  const latest: { header?: RunHeader; details?: RunDetails; learningRate?: number } = {};
  let explains = false;
  const section = (id: string, label: string, content: HTMLElement): Section => ({ id, label, content });
  const attempt = tryModel({
    ...{ strings, text: state.text, onText: (text) => keep({ text }) },
    ask: (text, signal) => client.call('ask', { text }, { signal }),
    shares: { state, keep, ask: (text, asked, signal) => client.call('attribute', { ...asked, text }, { signal }) },
  });
  const features = featuresView({ strings, features: () => client.call('features', {}) });
  const nothing = element('p', { class: 'empty' });
  const again = button({
    ...{ label: strings.again, hint: strings.againHint },
    onClick: () => void client.call('again', {}).catch(onFailure),
  });
  show(again, false);
  const keys = element('div');
  const own = {
    vectors: section('vectors', strings.vectors, element('div')),
    evaluation: section('evaluation', strings.evaluation, nothing),
    features: section('features', strings.features, features.node),
    attempt: section('try', strings.tryModel, attempt.node),
    configuration: section('configuration', strings.configuration, element('div', {}, again, keys)),
  };
  let report: Section[] = [];

  function partsNow(): Section[] {
    const { header } = latest;
    const measured = report.length > 0 ? report : header?.vectors ? [] : [own.evaluation];
    return [
      ...(header?.vectors ? [own.vectors] : []),
      ...measured,
      ...(header && header.canUse && can(header, 'explain') ? [own.features] : []),
      ...(header && can(header, 'label', 'number', 'tag') ? [own.attempt] : []),
      own.configuration,
    ];
  }

  const evaluations = evaluationChoice(strings, (id) => void client.call('showEvaluation', { id }).catch(onFailure));
  let parts = partsNow();
  const side = sidePanel({
    ...{ button: strings.details, label: strings.sections, sash: strings.sash, parts, state, keep },
    head: evaluations.node,
  });

  function draw(): void {
    const { header, details, learningRate } = latest;
    const next = partsNow();
    if (next.length !== parts.length || next.some((part, i) => part !== parts[i])) side.setParts((parts = next));
    const noReport = header && can(header, 'write') ? strings.noParallelEvaluation : strings.noEvaluation;
    say(nothing, header && details ? noReport : ''); // before that it is not known
    if (!header) return;
    show(again, header.canRunAgain);
    attempt.setUsable(header.canUse, can(header, 'pair'));
    if (parts.includes(own.features)) features.load();
    if (header.vectors)
      own.vectors.content.replaceChildren(...vectorsView({ header, written: details?.vectors, learningRate }, strings));
  }

  function drawReport(): void {
    const { details } = latest;
    if (!details) return;
    const onOpen = (place: ExamplePlace): void => void client.call('openExample', place).catch(onFailure);
    const onAll = (pair?: AnswerPair): void =>
      void client.call('openExamples', { pair: pair ? [pair] : [] }).catch(onFailure);
    const ask = (place: ExamplePlace, asked: ShareQuestion, signal: AbortSignal) =>
      client.call('attributeExample', { ...asked, ...place }, { signal });
    const shares = explains ? { shares: { state, keep, ask } } : {};
    const options = { strings, translate, onOpen, onAll, onSection: (id: string) => side.open(id), ...shares };
    report = details.report ? reportParts(details.report, options) : [];
  }

  return {
    ...{ node: side.node, toggle: side.toggle.node },
    header(header) {
      latest.header = header;
      const could = explains;
      explains = header.canUse && can(header, 'label', 'number', 'tag');
      if (explains !== could) drawReport();
      draw();
    },
    curves({ steps }) {
      latest.learningRate = steps.learningRate.at(-1);
      draw();
    },
    details(details) {
      latest.details = details;
      drawReport();
      evaluations.set(details);
      keys.replaceChildren(configurationTable(details.configuration, strings));
      draw();
    },
  };
}
