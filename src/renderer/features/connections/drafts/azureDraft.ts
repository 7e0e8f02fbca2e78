/** The form of an Azure OpenAI resource. Pure. */
import type { AzureApi, AzureAuth, ConnectionOf } from '../../../../shared/connection.ts';
import { text } from '../../../app/text/text.ts';
import { completeUrl, hostOf, isWebAddress } from './address.ts';
import { baseOf, problem } from './draftBase.ts';
import type { DraftBase, Problems } from './draftBase.ts';

export interface AzureDraft extends DraftBase {
  readonly provider: 'azure-openai';
  /** The name of the resource or its whole address. */
  readonly resource: string;
  /** Which of Azure's two surfaces is spoken, and on v1 which wire. */
  readonly surface: 'responses' | 'chat' | 'classic';
  readonly apiVersion: string;
  readonly azureAuth: AzureAuth['kind'];
  /** The program that prints a token, and its arguments, one a line. */
  readonly program: string;
  readonly programArgs: string;
}

const usualApiVersion = '2024-10-21';
/** What prints a token for Azure OpenAI where the Azure command line is signed in. */
const azureCommand = {
  program: 'az',
  args: [
    'account',
    'get-access-token',
    '--resource',
    'https://cognitiveservices.azure.com',
    '--query',
    'accessToken',
    '--output',
    'tsv',
  ],
};

export function newAzureDraft(base: DraftBase): AzureDraft {
  return {
    ...base,
    provider: 'azure-openai',
    resource: '',
    surface: 'responses',
    apiVersion: usualApiVersion,
    azureAuth: 'api-key',
    program: azureCommand.program,
    programArgs: azureCommand.args.join('\n'),
  };
}

export function azureDraftOf(connection: ConnectionOf<'azure-openai'>): AzureDraft {
  const { api, auth } = connection;
  return {
    ...newAzureDraft(baseOf(connection)),
    resource: connection.endpoint,
    surface: api.kind === 'v1' ? api.wire : 'classic',
    ...(api.kind === 'classic' ? { apiVersion: api.apiVersion } : {}),
    azureAuth: auth.kind,
    ...(auth.kind === 'entra-command' ? { program: auth.program, programArgs: auth.args.join('\n') } : {}),
  };
}

/** The address of a resource, which is often typed by its name alone or pasted with the path of a request. */
export function completeResource(typed: string): string {
  const trimmed = typed.trim();
  if (/^[a-z0-9-]{2,64}$/i.test(trimmed) && trimmed.toLowerCase() !== 'localhost') {
    return `https://${trimmed}.openai.azure.com`;
  }
  return completeUrl(trimmed).replace(/\/openai(\/.*)?$/, '');
}

export function azureProblems(draft: AzureDraft): Problems<AzureDraft> {
  const words = text.connections.problems;
  const command = draft.azureAuth === 'entra-command';
  return {
    ...problem('resource', !isWebAddress(completeResource(draft.resource)), words.resource),
    ...problem(
      'apiVersion',
      draft.surface === 'classic' && !/^[\w.-]{1,40}$/.test(draft.apiVersion.trim()),
      words.apiVersion,
    ),
    ...problem('program', command && draft.program.trim() === '', words.program),
    ...problem('programArgs', command && argsOf(draft).length > 50, words.programArgs),
  };
}

export function azureName(draft: AzureDraft): string {
  const host = hostOf(completeResource(draft.resource));
  const [resource = ''] = /^[\d.:[\]]+$/.test(host) ? [host] : host.split('.');
  return `Azure ${resource}`.trim();
}

/** Equal arguments may follow each other, so unlike other lists these lines are not made unique. */
function argsOf({ programArgs }: AzureDraft): string[] {
  return programArgs
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function apiOf(draft: AzureDraft): AzureApi {
  if (draft.surface === 'classic') return { kind: 'classic', apiVersion: draft.apiVersion.trim() };
  return { kind: 'v1', wire: draft.surface };
}

function authOf(draft: AzureDraft): AzureAuth {
  if (draft.azureAuth !== 'entra-command') return { kind: draft.azureAuth };
  return { kind: 'entra-command', program: draft.program.trim(), args: argsOf(draft) };
}

/** The fields of the connection that are Azure's own. */
export function azureFields(draft: AzureDraft) {
  return {
    provider: 'azure-openai' as const,
    endpoint: completeResource(draft.resource),
    api: apiOf(draft),
    auth: authOf(draft),
  };
}
