import { describe, expect, it } from 'vitest';
import type { ConnectionOf } from '../../../shared/connection.ts';
import { newId, type ConnectionId } from '../../../shared/ids.ts';
import { serviceUrl } from './bedrockEndpoint.ts';
import type { BedrockService } from './bedrockEndpoint.ts';
import { placedIn } from './BedrockPlaces.ts';

const services: readonly BedrockService[] = ['runtime', 'mantle', 'control'];

function connectionIn(region: string, endpoint?: string): ConnectionOf<'bedrock'> {
  return {
    provider: 'bedrock',
    id: newId<ConnectionId>(),
    name: 'Bedrock',
    createdAt: 0,
    updatedAt: 0,
    region,
    auth: { kind: 'api-key' },
    ...(endpoint !== undefined && { endpoint }),
  };
}

describe('where a key of Bedrock goes', () => {
  it.each([
    ['us-east-1', /\.(amazonaws\.com|api\.aws)$/],
    ['us-gov-west-1', /\.(amazonaws\.com|api\.aws)$/],
    ['cn-north-1', /\.amazonaws\.com\.cn$/],
    ['eusc-de-east-1', /\.amazonaws\.eu$/],
  ])('stays in the cloud of %s', (region, domain) => {
    for (const service of services) {
      let url: string | null = null;
      try {
        url = serviceUrl(connectionIn(region), service);
      } catch (caught) {
        expect(caught).toMatchObject({ code: 'provider/unsupported-route' });
        expect(service).toBe('mantle');
      }
      if (url !== null) expect(new URL(url).hostname).toMatch(domain);
    }
  });

  it('is one’s own endpoint for all of Bedrock, whatever the region', () => {
    for (const service of services) {
      expect(serviceUrl(connectionIn('cn-north-1', 'https://gateway.example'), service)).toBe(
        'https://gateway.example',
      );
    }
  });

  it('is never another cloud because a model has a region of its own', () => {
    expect(placedIn(connectionIn('us-east-1'), 'eu-west-1').region).toBe('eu-west-1');
    expect(placedIn(connectionIn('us-east-1'), undefined).region).toBe('us-east-1');
    for (const [here, there] of [
      ['us-east-1', 'cn-north-1'],
      ['us-east-1', 'eusc-de-east-1'],
      ['cn-north-1', 'us-east-1'],
    ] as const) {
      expect(() => placedIn(connectionIn(here), there)).toThrow(
        expect.objectContaining({ code: 'provider/region-forbidden' }),
      );
    }
  });
});
