// nlp-lab doctor: what this machine can do.

import { adviceOn, type MachineReport } from '../../protocol/doctor';
import { filled } from '../../protocol/toTranslate';
import { withEngine } from '../engineThread';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import { formatTable } from '../table';
import type { Command } from '../shared/command';

export const doctor: Command = {
  name: 'doctor',
  usage: [''],
  positionals: [],
  options: {},
  notes: [
    'Products of matrices bound every training step: GFLOP/s are 10^9 floating-point operations a second in float32, the best of',
    'seven products of 768 by 768. With --json: one line, {"versions":...,"processor":...,"products":[...],"devices":[...],"advice":[...]}.',
  ],

  async run(_, report, surroundings) {
    const told = await withEngine(openEngine(surroundings, report), (client) => client.call('doctor', {}));
    report.live('');
    const advice = adviceOn(told).map(({ text, values }) => filled(text, values));
    report.record({ ...told, advice });
    if (!report.json) show(report, told, advice);
    return 0;
  },
};

function show(report: Report, told: MachineReport, advice: readonly string[]): void {
  const { versions, system, processor, cores, instructionSets, webAssembly, memory, products, devices } = told;
  const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
  const rows = [
    ['NLP Lab', `${versions.nlpLab}, ONNX Runtime ${versions.onnxRuntime}, Node ${versions.node}`],
    ['system', system],
    ['processor', processor],
    ['cores', String(cores)],
    ['instructions', instructionSets.length > 0 ? instructionSets.join(' ') : 'the system does not tell'],
    ['WebAssembly', { none: 'without SIMD', simd: 'SIMD', relaxed: 'SIMD with fused multiply-add' }[webAssembly]],
    ['memory', `${gigabytes(memory.total)}, ${gigabytes(memory.available)} free`],
    ...products.map(({ threads, gflops }) => [`products, ${threads} ${threads === 1 ? 'thread' : 'threads'}`, `${gflops.toFixed(0)} GFLOP/s`]), // prettier-ignore
    ...devices.map(({ name, works, reason }) => [name, works ? 'works' : `cannot be used (${reason ?? ''})`]),
  ];
  for (const line of formatTable([{ title: '' }, { title: '' }], rows).slice(1)) report.line(line);
  for (const sentence of advice) report.note(sentence);
}
