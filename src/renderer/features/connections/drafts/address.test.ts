import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { completeUrl } from './address.ts';
import { completeResource } from './azureDraft.ts';

const typed = fc.oneof(fc.webUrl(), fc.domain(), fc.string());

describe('an address as it is typed', () => {
  test.each([
    ['localhost:11434/v1', 'http://localhost:11434/v1'],
    ['192.168.1.5:8000', 'http://192.168.1.5:8000'],
    ['api.example.com/v1/', 'https://api.example.com/v1'],
    [' https://api.example.com/v1/chat/completions ', 'https://api.example.com/v1'],
    ['HTTP://Box.local:1234/v1', 'HTTP://Box.local:1234/v1'],
    ['not an address', 'not an address'],
    ['', ''],
  ])('%j becomes %j', (address, completed) => {
    expect(completeUrl(address)).toBe(completed);
  });

  test.prop([typed])('is completed once and for all', (address) => {
    expect(completeUrl(completeUrl(address))).toBe(completeUrl(address));
  });
});

describe('a resource of Azure as it is typed', () => {
  test.each([
    ['my-resource', 'https://my-resource.openai.azure.com'],
    ['my-resource.services.ai.azure.com', 'https://my-resource.services.ai.azure.com'],
    ['https://my-resource.openai.azure.com/openai/v1/', 'https://my-resource.openai.azure.com'],
    ['https://gate.example.com/azure/openai/deployments/x', 'https://gate.example.com/azure'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['', ''],
  ])('%j becomes %j', (resource, completed) => {
    expect(completeResource(resource)).toBe(completed);
  });

  test.prop([typed])('is completed once and for all', (resource) => {
    expect(completeResource(completeResource(resource))).toBe(completeResource(resource));
  });
});
