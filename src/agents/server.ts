// The tools offered by the Model Context Protocol, over standard input and output: to any program that speaks it. The program
// dist/agents.js, which the command line loads when it is to offer them.
import {
  fromJsonSchema,
  inputRequired,
  inputResponse,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Readable, Writable } from 'node:stream';
import { LabError } from '../protocol/labError';
import { withoutControls } from '../protocol/plainText';
import { filled } from '../protocol/toTranslate';
import { inputSchema } from './inputSchema';
import type { Tool, ToolContext } from './tool';
import { TOOLS } from './tools';

export interface AgentServerOptions {
  version: string;
  context: Omit<ToolContext, 'signal'>;
  /** Trainings need no person's consent to each. */
  allowTraining: boolean;
  input: Readable;
  output: Writable;
  /** What went wrong outside of any call. */
  onFault(error: Error): void;
}

const INSTRUCTIONS =
  'NLP Lab trains and keeps small language models (classifiers, taggers, translators, word vectors, language models) on this machine. ' +
  'Begin with list_runs; describe_run tells what a run can be asked. Figures of one seed are no evidence: say how many runs a claim stands on.';

/** Checks are the tools' own: their words are for models as for people. */
const UNCHECKED = { getValidator: () => (data: unknown) => ({ valid: true, data, errorMessage: undefined }) as never };

/** Settles when nobody listens any more. */
export async function serveTools(options: AgentServerOptions): Promise<void> {
  const { input, output, onFault } = options;
  const transport = new StdioServerTransport(input, output);
  const gone = new Promise<void>((resolve) => {
    input.once('end', resolve);
    input.once('close', resolve);
    output.once('close', resolve);
  });
  const { close } = serveStdio(() => serverOf(options), { transport, onerror: onFault });
  await gone;
  await close();
}

function serverOf(options: AgentServerOptions): McpServer {
  const server = new McpServer(
    { name: 'nlp-lab', title: 'NLP Lab', version: options.version },
    { instructions: INSTRUCTIONS, jsonSchemaValidator: UNCHECKED },
  );
  for (const tool of TOOLS) {
    const { name, title, description, question } = tool;
    const readOnlyHint = question === undefined;
    const annotations = {
      title,
      readOnlyHint,
      destructiveHint: false,
      idempotentHint: readOnlyHint,
      openWorldHint: false,
    };
    const schema = fromJsonSchema(inputSchema(tool), UNCHECKED);
    server.registerTool(name, { title, description, inputSchema: schema, annotations }, (given, call) =>
      answer(tool, given, call, { ...options, canAsk: () => canAsk(server) }),
    );
  }
  return server;
}

/** Where it has not said what it can, it is asked and will say. */
function canAsk({ server }: McpServer): boolean {
  const capabilities = server.getClientCapabilities();
  return capabilities === undefined || capabilities.elicitation !== undefined;
}

interface AnswerOptions extends AgentServerOptions {
  /** Whether the program that speaks to us can ask a person. */
  canAsk(): boolean;
}

/** A failure is an answer: the model reads what was wrong, and may do better. */
async function answer(
  tool: Tool,
  given: unknown,
  call: ServerContext,
  { context, allowTraining, canAsk }: AnswerOptions,
) {
  try {
    const question = allowTraining ? undefined : tool.question?.(given);
    if (question !== undefined) {
      if (!canAsk()) throw new LabError('INVALID_ARGUMENT', NOBODY_TO_ASK);
      const consent = inputResponse(call.mcpReq.inputResponses, CONSENT);
      if (consent.kind === 'missing')
        return inputRequired({ inputRequests: { [CONSENT]: asked(filled(question.text, question.values)) } });
      if (!isConsent(consent)) throw new LabError('CANCELLED', 'The person has said no. Nothing was done.');
    }
    const structured = await tool.run(given, { ...context, signal: call.mcpReq.signal });
    return { content: [textOf(JSON.stringify(structured))], structuredContent: { ...structured } };
  } catch (error) {
    const { message, place } = LabError.toData(error);
    const at = place?.file === undefined ? '' : ` (${place.file}${place.line === undefined ? '' : `:${place.line}`})`;
    return { isError: true, content: [textOf(withoutControls(message + at))] };
  }
}

const CONSENT = 'consent';

const NOBODY_TO_ASK =
  'Nothing was done: a person must agree first, and this program cannot ask one. A person may start the server with --allow-training.';

/** Accepting is the consent: no field has to be filled in. */
const asked = (message: string) =>
  inputRequired.elicit({ message, requestedSchema: { type: 'object', properties: {} } });

const isConsent = (response: { kind: string; action?: string }): boolean =>
  response.kind === 'elicit' && response.action === 'accept';

const textOf = (text: string) => ({ type: 'text' as const, text });
