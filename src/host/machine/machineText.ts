// What this machine can do, as a text in Markdown.
import * as vscode from 'vscode';
import { bytes } from '../../protocol/figures';
import { adviceOn, type MachineReport } from '../../protocol/doctor';
import { withProgress } from '../editor/shown/progress';
import type { Translate } from '../editor/texts';
import type { SharedEngine } from '../engine/sharedEngine';

export async function showMachine(engine: SharedEngine): Promise<string> {
  const title = vscode.l10n.t('Looking at this machine');
  const report = await withProgress(title, (signal, onProgress) => engine.call('doctor', {}, { onProgress, signal }));
  const content = machineText(report, vscode.l10n.t);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'markdown' }));
  return content;
}

function machineText(report: MachineReport, t: Translate): string {
  const { versions, system, processor, cores, instructionSets, webAssembly, memory, products, devices } = report;
  const simd = { none: t('without SIMD'), simd: 'SIMD', relaxed: t('SIMD with fused multiply-add') };
  const rows = [
    ['NLP Lab', `${versions.nlpLab}, ONNX Runtime ${versions.onnxRuntime}, Node ${versions.node}`],
    [t('System'), system],
    [t('Processor'), processor],
    [t('Cores'), String(cores)],
    [t('Instruction sets'), instructionSets.length > 0 ? instructionSets.join(' ') : t('the system does not tell')],
    ['WebAssembly', simd[webAssembly]],
    [t('Memory'), t('{0}, {1} free', bytes(memory.total), bytes(memory.available))],
    ...products.map(({ threads, gflops }) => [
      t('Matrix products, threads: {0}', String(threads)),
      `${gflops.toFixed(0)} GFLOP/s`,
    ]),
    ...devices.map(({ name, works, reason = '' }) => [name, works ? t('works') : t('cannot be used: {0}', reason)]),
  ];
  const translated: (text: string, ...values: string[]) => string = t;
  return [
    `# ${t('What this machine can do')}`,
    '',
    `| | |`,
    `|---|---|`,
    ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`),
    '',
    ...adviceOn(report).map(({ text, values }) => `- ${translated(text, ...values)}`),
    '',
    t('Products of matrices bound every training step. GFLOP/s: 10^9 floating-point operations a second, in float32.'),
    '',
  ].join('\n');
}
