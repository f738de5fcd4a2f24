// What the command line writes: of what a terminal obeys only our own colours, whatever files hold.

import assert from 'node:assert/strict';
import { createReport } from '../../src/cli/report';
import { runCommandLine } from '../../src/cli/commandLine';
import { HONEST, PAYLOADS } from '../support/payloads';

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;

const noEngine = (): never => assert.fail('no engine is needed');

function terminal(json = false) {
  const written = { out: '', err: '' };
  const surroundings = {
    ...{ cwd: '/', version: () => '0', styled: true, now: () => 1e9, stop: new AbortController().signal },
    stdout: { write: (text: string) => void (written.out += text), isTTY: true },
    stderr: { write: (text: string) => void (written.err += text), isTTY: true },
    readStdin: () => Promise.resolve(Buffer.alloc(0)),
    engines: { thread: noEngine, process: noEngine },
  };
  return { written, surroundings, report: createReport(surroundings, json) };
}

describe('the terminal', () => {
  it('is given no control character of a file, in results, notes, colours and live lines', () => {
    for (const payload of PAYLOADS) {
      const { written, report } = terminal();
      report.line(`${report.style('bold', payload)}  ${payload}`);
      report.note(payload);
      const colours = new RegExp('\u001b\\[(1|22)m', 'g');
      const rest = written.out.replace(colours, '') + written.err;
      assert.ok(!CONTROL.test(rest), JSON.stringify(rest.slice(0, 200)));
      assert.ok((written.out.match(colours) ?? []).length <= 2);
      written.err = '';
      report.live(payload);
      assert.ok(!CONTROL.test(written.err.replace(/\r\u001b\[K/g, '')) && !written.err.includes('\n'));
      assert.ok(written.err.length <= 85);
    }
  });

  it('takes for our own no colour that a file brings', () => {
    const { written, report } = terminal();
    report.line(`${report.style('bold', 'ours')} \u001b[1mtheirs\u001b[22m`);
    assert.ok(written.out.endsWith(' ␛[1mtheirs␛[22m\n'));
  });

  it('shows honest text as it is', () => {
    for (const text of HONEST) {
      const { written, report } = terminal();
      report.line(text);
      assert.equal(written.out, `${text}\n`);
    }
  });

  it('is given records whose strings come back as they were, with no control character in the line', () => {
    for (const payload of PAYLOADS) {
      const { written, report } = terminal(true);
      report.record({ text: payload, [payload.slice(0, 20)]: 1 });
      assert.ok(!CONTROL.test(written.out.slice(0, -1)));
      assert.equal((JSON.parse(written.out) as { text: string }).text, payload);
    }
  });

  it('is given no control character of an argument either', async () => {
    const { written, surroundings } = terminal();
    assert.equal(await runCommandLine(['\u001b[2Jtrain\u202e'], surroundings), 2);
    assert.match(written.err, /There is no command "␛\[2Jtrain�"/);
  });
});
