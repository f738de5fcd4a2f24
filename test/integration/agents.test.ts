// What agents are offered in the editor: tools that its language models call, a server of tools, and `.mcp.json`.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Inspection } from '../../src/host/inspection';
import { FIXTURE_RUNS, writeFixtureRuns } from '../support/fixtureRuns';
import { activated, closeEditors, inWorkspace, runsFolder } from './lab';

describe('tools for agents', () => {
  let lab: Inspection;
  before(async () => {
    lab = await activated();
    writeFixtureRuns(runsFolder(), inWorkspace('en').fsPath);
  });
  after(async () => {
    await closeEditors();
    fs.rmSync(runsFolder(), { recursive: true, force: true });
    fs.rmSync(inWorkspace('.mcp.json').fsPath, { force: true });
    await lab.runs.refresh();
  });

  async function called(name: string, input: object): Promise<Record<string, unknown>> {
    const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
    const [part] = content as vscode.LanguageModelTextPart[];
    return JSON.parse(part.value) as Record<string, unknown>;
  }

  it('are known to the editor, and list and describe runs', async () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('nlp_lab_'));
    assert.equal(names.length, 9);
    const [{ id }] = FIXTURE_RUNS;
    const { runs } = await called('nlp_lab_list_runs', { query: 'status == "completed"' });
    assert.ok((runs as { run: string }[]).some(({ run }) => run === id));
    const described = await called('nlp_lab_describe_run', { run: id });
    assert.equal(described.run, id);
  });

  it('say what is wrong, and read no file outside of the folders', async () => {
    await assert.rejects(called('nlp_lab_describe_run', { run: 'nobody' }), /There is no run "nobody"/);
    await assert.rejects(called('nlp_lab_check_experiment', { file: '../../etc/passwd' }), /no file/);
  });

  it('are offered by .mcp.json beside what stands in it, which can be undone', async () => {
    const file = inWorkspace('.mcp.json').fsPath;
    fs.writeFileSync(file, '{\n  "mcpServers": { "other": { "command": "other" } }\n}\n');
    await vscode.commands.executeCommand('nlpLab.writeMcpFile');
    const { mcpServers } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
      mcpServers: Record<string, { args: string[] }>;
    };
    assert.deepEqual(Object.keys(mcpServers), ['other', 'nlp-lab']);
    const [program, verb] = mcpServers['nlp-lab'].args;
    assert.ok(fs.existsSync(program));
    assert.equal(verb, 'mcp');
    await vscode.commands.executeCommand('undo');
    assert.doesNotMatch(vscode.window.activeTextEditor?.document.getText() ?? '', /nlp-lab/);
  });
});
