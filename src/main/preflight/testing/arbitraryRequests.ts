/** Requests of any shape, for properties that have to hold for all of them. */
import fc from 'fast-check';
import type { AttachmentRef } from '../../../shared/attachment.ts';
import type { Parameters } from '../../../shared/parameters.ts';
import type { DraftMessage, PreflightInput } from '../preflight.ts';
import type { WireLimits } from '../wireLimits.ts';

const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const documentTypes = ['application/pdf', 'text/csv', 'text/html'];

const name = fc.oneof(
  fc.constantFrom('a.pdf', 'A.pdf', 'report.pdf', '日本.png'),
  fc.string({ minLength: 1, maxLength: 30 }),
);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/u);
const size = fc.integer({ min: 1, max: 40_000_000 });

const image: fc.Arbitrary<AttachmentRef> = fc.record({
  hash,
  name,
  size,
  kind: fc.constant('image'),
  mediaType: fc.constantFrom(...imageTypes),
  width: fc.integer({ min: 1, max: 20_000 }),
  height: fc.integer({ min: 1, max: 20_000 }),
});

const document: fc.Arbitrary<AttachmentRef> = fc.record({
  hash,
  name,
  size,
  kind: fc.constant('document'),
  mediaType: fc.constantFrom(...documentTypes),
});

const text: fc.Arbitrary<AttachmentRef> = fc.record({
  hash,
  name,
  size,
  kind: fc.constant('text'),
  mediaType: fc.constant('text/plain'),
});

/** Any file. */
const arbitraryFile: fc.Arbitrary<AttachmentRef> = fc.oneof(image, document, text);

const words = fc.oneof(fc.constantFrom('', '  ', '\n'), fc.string());

const message: fc.Arbitrary<DraftMessage> = fc.oneof(
  fc.record({
    role: fc.constant('user'),
    text: words,
    files: fc.array(arbitraryFile, { maxLength: 4 }),
  }),
  fc.record({ role: fc.constant('assistant'), text: words, files: fc.constant([]) }),
);

/** The limits of any wire, from one that takes words alone to one that takes everything. */
const arbitraryLimits: fc.Arbitrary<WireLimits> = fc.record(
  {
    images: fc.record({
      mediaTypes: fc.subarray(imageTypes, { minLength: 1 }),
      maxCount: fc.integer({ min: 1, max: 5 }),
      maxBytes: fc.constantFrom(1_000_000, 5_000_000),
      maxTotalBytes: fc.constantFrom(2_000_000, 50_000_000),
      maxEdge: fc.constantFrom(2000, 8000),
    }),
    documents: fc.record({
      mediaTypes: fc.subarray(documentTypes),
      maxCount: fc.integer({ min: 1, max: 5 }),
      maxBytes: fc.constantFrom(1_000_000, 5_000_000),
      maxTotalBytes: fc.constantFrom(2_000_000, 50_000_000),
      names: fc.constantFrom('restricted' as const, 'free' as const),
    }),
    replayFamily: fc.constant(null),
    refusedParameters: fc.subarray(['temperature', 'topP', 'stop', 'latency']),
  },
  { requiredKeys: ['replayFamily', 'refusedParameters'] },
);

const parameters: fc.Arbitrary<Parameters> = fc.record(
  {
    system: fc.string(),
    temperature: fc.constantFrom(0, 1),
    topP: fc.constant(0.5),
    stop: fc.constant(['END']),
    extraBody: fc.constantFrom('{"seed": 1}', '[]', '{', 'null', ' '),
  },
  { requiredKeys: [] },
);

/** Any request to any wire. */
export const arbitraryInput: fc.Arbitrary<PreflightInput> = fc.record({
  limits: arbitraryLimits,
  messages: fc.array(message, { maxLength: 6 }),
  parameters,
  inputTokens: fc.integer({ min: 0, max: 2000 }),
  room: fc.constantFrom(null, 1000),
});
