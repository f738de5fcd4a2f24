// The panel of networks: asks the engine for one forward pass, and hands its tensors over one by one.
import * as vscode from 'vscode';
import type { NetworkTrace, TracedModel } from '../../protocol/network';
import type { NetworkOffer, NetworkQuestion, NetworkViewContract, ShownNetwork } from '../../protocol/networkView';
import { LabError } from '../../protocol/labError';
import {
  type AskingNeeds,
  questionOf,
  type QuestionOpening,
  type QuestionPanel,
  questionPanel,
} from '../asking/questionPanels';
import { homeOf, machineDefaults, runsFolderOf } from '../editor/settings';
import { setTitle } from '../editor/shown/items';
import { requireTrust } from '../editor/trust';
import { canNow, runId } from '../runs/runEntry';
import { isExperimentId, offeredExperiments } from './offeredExperiments';
import { tensorMatrix } from './tensorMatrix';

export function openNetwork(opening: QuestionOpening<NetworkViewContract>, needs: AskingNeeds): QuestionPanel {
  const { working, runs } = needs;
  const question = questionOf(opening, needs, (entry) => canNow(entry, 'trace'));
  const experiments = offeredExperiments();
  setTitle(opening.panel, vscode.l10n.t('Network'));
  let held: { id: number; trace: NetworkTrace } | undefined;
  let passes = 0;

  async function modelOf(id: string): Promise<TracedModel> {
    if (!isExperimentId(id)) return { folder: (await question.entry(id)).summary.folder };
    const experiment = experiments.fileOf(id);
    if (experiment !== undefined) return { experiment };
    throw new LabError('NOT_FOUND', vscode.l10n.t('There is no experiment {0} any more.', id.replace(/^\w+:/, '')));
  }

  async function trace({ model, text, target, writes }: NetworkQuestion, signal: AbortSignal): Promise<ShownNetwork> {
    requireTrust();
    const { writing, continuing } = offered();
    const traced = await modelOf(model);
    const request = {
      ...{ model: traced, text, defaults: machineDefaults() },
      ...('experiment' in traced && { runsFolder: runsFolderOf(homeOf(vscode.Uri.file(traced.experiment))) }),
      // What an experiment's model does is known when it is read: it passes over what does not concern it.
      ...(target !== '' && (isExperimentId(model) || writing.includes(model)) && { target }),
      ...((isExperimentId(model) || continuing.includes(model)) && { writes }),
    };
    held = { id: ++passes, trace: await working.call('trace', request, { signal }) };
    const { layers, tensors, labels, wiring, parameters, written, cut } = held.trace;
    return { id: held.id, network: { layers, tensors, labels, wiring, parameters, written, cut } };
  }

  function offered(): NetworkOffer {
    const asked = question.offered;
    const entries = runs.all.filter((entry) => canNow(entry, 'write', 'continue'));
    const which = (ability: 'write' | 'continue'): string[] =>
      entries.filter((entry) => canNow(entry, ability)).map(({ summary }) => runId(summary.folder));
    return {
      ...{ ...asked, runs: [...asked.runs, ...experiments.all] },
      writing: which('write'),
      continuing: which('continue'),
    };
  }

  const view = opening.connect(
    {
      keep: (asked) => (question.keep(asked), {}),
      trace: (asked, { signal }) => trace(asked, signal),
      tensor({ id, tensor, head }) {
        if (held?.id !== id || tensor >= held.trace.tensors.length)
          throw new LabError('CANCELLED', vscode.l10n.t('Another sentence is shown meanwhile.'));
        return tensorMatrix(held.trace.tensors[tensor].axes, held.trace.values[tensor], head);
      },
    },
    { notice: () => undefined, question: offered },
  );
  const look = (): void =>
    void experiments.refresh().then(
      (isOther) => isOther && view.changed('question'),
      () => undefined,
    );
  look();
  const panel = questionPanel(opening, needs, question, view);
  return {
    ...panel,
    ask(change) {
      panel.ask(change);
      look();
    },
  };
}
