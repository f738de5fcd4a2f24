// Figures that follow from an experiment, between its words: how large the model is, what a step takes, how many there are, how long
// the training is likely to be. The engine tells none that is not known; the next edit ends its work.
import * as vscode from 'vscode';
import { bytes, count, duration } from '../../../protocol/figures';
import type { DerivedFigure } from '../../../protocol/writing';
import type { Lifetime } from '../../editor/lifetime';
import { machineDefaults, showsDerivedFigures } from '../../editor/settings';
import type { Log } from '../../editor/shown/log';
import { figureBehind } from '../../editor/shown/whileWriting';
import { isRestricted } from '../../editor/trust';
import type { SharedEngine } from '../../engine/sharedEngine';
import type { Runs } from '../../runs/runs';
import { requestOf } from '../experimentRequest';
import { whileWanted } from './asked';

/** How long nothing was typed before anything is computed. */
const QUIET_MS = 500;

interface HintParts {
  engine: SharedEngine;
  runs: Runs;
  log: Log;
}

export class FigureHints implements vscode.InlayHintsProvider {
  private readonly emitter: vscode.EventEmitter<void>;
  readonly onDidChangeInlayHints: vscode.Event<void>;

  constructor(
    private readonly parts: HintParts,
    life: Lifetime,
  ) {
    this.emitter = life.add(new vscode.EventEmitter());
    this.onDidChangeInlayHints = this.emitter.event;
    life.add(parts.runs.onDidChange((folder) => folder === undefined && this.emitter.fire()));
    life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.emitter.fire()));
    life.add(
      vscode.workspace.onDidChangeConfiguration(
        (change) => change.affectsConfiguration('nlpLab') && this.emitter.fire(),
      ),
    );
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const { engine, log } = this.parts;
    if (isRestricted() || !showsDerivedFigures()) return [];
    await quiet(token);
    if (token.isCancellationRequested) return [];
    const request = { ...requestOf(document), defaults: machineDefaults() };
    const reply = await whileWanted(token, log, (signal) => engine.call('derivedFigures', request, { signal }));
    const offsets = new Set(reply?.figures.map(({ offset }) => offset));
    return [...offsets].flatMap((offset) => {
      const position = document.positionAt(offset);
      const here = reply?.figures.filter((figure) => figure.offset === offset).map(inWords) ?? [];
      if (!range.contains(position)) return [];
      return figureBehind(position, here.map(([text]) => text).join(' · '), here.map(([, about]) => about).join('\n'));
    });
  }
}

const quiet = (token: vscode.CancellationToken): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, QUIET_MS);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** What stands there, and what it is. */
function inWords(figure: DerivedFigure): [text: string, about: string] {
  const { t } = vscode.l10n;
  const { kind, value } = figure;
  if (kind === 'parameters')
    return [
      t('{0} parameters', count(value)),
      t('How many numbers are learned, with the vocabulary that the training part gives.'),
    ];
  if (kind === 'memory')
    return [
      t('{0} a step', bytes(value)),
      t('Memory of a training step on the largest batch, at its height, with the state of the optimiser.'),
    ];
  if (kind === 'steps') return [t('{0} steps an epoch', count(value)), t('Updates of the parameters in one epoch.')];
  const about =
    figure.runs === 1
      ? t('As the last run took with this model, these data and this machine; to judge the test part comes on top.')
      : t(
          'The mean of the last {0} runs with this model, these data and this machine; to judge the test part comes on top.',
          figure.runs,
        );
  return [t('about {0}', duration(value)), about];
}
