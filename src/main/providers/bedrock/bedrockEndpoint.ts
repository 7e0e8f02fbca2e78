/**
 * Where each half of Bedrock lives. A person's own endpoint (a VPC endpoint, a gateway) stands in for all of them.
 * https://docs.aws.amazon.com/general/latest/gr/bedrock.html
 */
import type { ConnectionOf } from '../../../shared/connection.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ModelRoute } from '../../../shared/model.ts';
import { awsDomain, ownEndpoint } from '../aws/awsEndpoint.ts';

type Connection = ConnectionOf<'bedrock'>;

/** The halves: replies, replies on OpenAI's wires that the runtime does not have, and lists. */
export type BedrockService = 'runtime' | 'mantle' | 'control';

/** Answers with the address of an endpoint that is not AWS's usual one, or null. */
export type EndpointOf = (connection: Connection, service: BedrockService) => string | null;

const hosts: Readonly<Record<BedrockService, (region: string) => string>> = {
  runtime: (region) => `bedrock-runtime.${region}.${awsDomain(region)}`,
  mantle: (region) => `bedrock-mantle.${region}.api.aws`,
  control: (region) => `bedrock.${region}.${awsDomain(region)}`,
};

/**
 * The address of a service. Throws `connection/invalid-url`, and `provider/unsupported-route` for mantle in the clouds of China
 * and of Europe: they have none, and a key of theirs is not for AWS's own domain.
 */
export function serviceUrl(
  connection: Connection,
  service: BedrockService,
  endpointOf: EndpointOf = ownEndpoint,
): string {
  const own = endpointOf(connection, service);
  if (own !== null) return own;
  const { region } = connection;
  if (service === 'mantle' && awsDomain(region) !== 'amazonaws.com') {
    throw new AppError('provider/unsupported-route', 'There is no mantle in this cloud', {
      details: { region },
    });
  }
  return `https://${hosts[service](region)}`;
}

/** The host that requests for replies go to. Throws `connection/invalid-url`. */
export function runtimeHost(connection: Connection): string {
  return new URL(serviceUrl(connection, 'runtime')).host;
}

/** The base URL of one of OpenAI's wires. Throws `connection/invalid-url`. */
export function openAiBaseUrl(connection: Connection, route: ModelRoute, endpointOf?: EndpointOf): string {
  const root = serviceUrl(connection, route.endpoint, endpointOf).replace(/\/+$/, '');
  return `${root}${route.basePath ?? '/openai/v1'}`;
}
