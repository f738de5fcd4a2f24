// Offers the tools to the language models of the editor, and the server of tools to its agents. What a tool does is loaded when one asks.
import * as vscode from 'vscode';
import type { Lifetime } from '../editor/lifetime';
import { isRestricted } from '../editor/trust';
import { runsFolderOf } from '../editor/settings';
import { serverStart } from './mcpServer';
import type { ToolParts } from './runTool';

interface Manifest {
  version: string;
  contributes: { languageModelTools: { name: string }[] };
}

const MCP_PROVIDER = 'nlpLab.mcp';

export function offerTools(
  { packageJSON }: vscode.Extension<unknown>,
  parts: ToolParts & { programs: string },
  life: Lifetime,
): void {
  const { version, contributes } = packageJSON as Manifest;
  for (const { name } of contributes.languageModelTools)
    life.add(
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: async ({ input }) => (await import('./runTool')).prepared(name, input),
        invoke: async ({ input }, token) => (await import('./runTool')).invoked(name, input, parts, token),
      }),
    );
  const definitions = (): vscode.McpStdioServerDefinition[] =>
    isRestricted()
      ? []
      : (vscode.workspace.workspaceFolders ?? []).map((folder) => definitionOf(folder, parts.programs, version));
  const changed = life.add(new vscode.EventEmitter<void>());
  life.add(vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()));
  life.add(vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()));
  const provider = { onDidChangeMcpServerDefinitions: changed.event, provideMcpServerDefinitions: definitions };
  life.add(vscode.lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, provider));
}

function definitionOf(
  { name, uri }: vscode.WorkspaceFolder,
  programs: string,
  version: string,
): vscode.McpStdioServerDefinition {
  const { command, args, env } = serverStart(programs, runsFolderOf(uri));
  const definition = new vscode.McpStdioServerDefinition(`NLP Lab (${name})`, command, args, env, version);
  definition.cwd = uri;
  return definition;
}
