// What a training would be: said before it is begun.
import * as vscode from 'vscode';
import { type Estimate, secondsOf } from '../../protocol/estimate';
import { count, duration } from '../../protocol/figures';
import { machineDefaults } from '../editor/settings';
import { tell } from '../editor/shown/messages';
import { withProgress } from '../editor/shown/progress';
import type { SharedEngine } from '../engine/sharedEngine';
import { experimentName, experimentRequest } from './experimentRequest';

/** Reads the data and measures some steps; the person may go on with the training at once. */
export async function estimateExperiment(
  engine: SharedEngine,
  file: vscode.Uri,
  train: () => Promise<unknown>,
): Promise<Estimate> {
  const name = experimentName(file.path);
  const request = { ...(await experimentRequest(file)), defaults: machineDefaults() };
  const estimate = await withProgress(vscode.l10n.t('Estimating {0}', name), (signal, onProgress) =>
    engine.call('estimate', request, { signal, onProgress }),
  );
  const start = vscode.l10n.t('Train');
  void tell.information(`${name}: ${inWords(estimate)}`, start).then((choice) => choice === start && train());
  return estimate;
}

function inWords(estimate: Estimate): string {
  const { t } = vscode.l10n;
  const { parameters, epochs, steps, secondsPerStep } = estimate;
  const seconds = secondsOf(estimate);
  return [
    t('{0} parameters', count(parameters)),
    ...(steps === undefined ? [] : [t('{0} steps in {1} epochs', count(steps), count(epochs))]),
    ...(secondsPerStep === undefined ? [] : [t('{0} ms a step', (1000 * secondsPerStep).toPrecision(3))]),
    ...(seconds === undefined ? [] : [t('about {0} in all, without judging', duration(seconds))]),
  ].join(', ');
}
