/**
 * How many files, how large and of which types each kind of wire takes, with the place where its vendor says so. Where a vendor
 * names no bound, the number here keeps a request within reason. Bounds on what is sent as base64 are given as bytes before it.
 */
import type { PresetId } from '../../shared/connectionPresets.ts';
import type { WireLimits } from './wireLimits.ts';

export type ImageLimits = NonNullable<WireLimits['images']>;
export type DocumentLimits = NonNullable<WireLimits['documents']>;

const mebibyte = 1024 * 1024;
const everyImage = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
const stillImage = ['image/png', 'image/jpeg', 'image/webp'] as const;
const pdf = 'application/pdf';

/**
 * 20 images of at most 3.75 MB and 8,000 px, 5 documents of at most 4.5 MB:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html
 */
export const converseImages: ImageLimits = {
  mediaTypes: everyImage,
  maxCount: 20,
  maxBytes: 3.75 * mebibyte,
  maxEdge: 8000,
};

/** Formats and names: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_DocumentBlock.html */
export const converseDocuments: DocumentLimits = {
  mediaTypes: [
    pdf,
    'text/csv',
    'text/html',
    'text/markdown',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  maxCount: 5,
  maxBytes: 4.5 * mebibyte,
  names: 'restricted',
};

/**
 * 20 MB an image, 500 images, 50 MB together with everything else, GIFs without motion: https://platform.openai.com/docs/guides/images-vision.
 * Edges beyond 8,000 px are scaled down by the service anyway.
 */
export const openAiImages: ImageLimits = {
  mediaTypes: stillImage,
  maxCount: 500,
  maxBytes: 20 * mebibyte,
  maxTotalBytes: 20 * mebibyte,
  maxEdge: 8000,
};

/** PDFs of together at most 50 MB: https://platform.openai.com/docs/guides/pdf-files. Other types go as their text. */
export const openAiDocuments: DocumentLimits = {
  mediaTypes: [pdf],
  maxCount: 10,
  maxBytes: 32 * mebibyte,
  maxTotalBytes: 32 * mebibyte,
  names: 'free',
};

/** What a server that speaks Chat Completions takes when nothing else is known: small enough for the strictest proxies. */
export const chatImages: ImageLimits = {
  mediaTypes: everyImage,
  maxCount: 20,
  maxBytes: 10 * mebibyte,
  maxEdge: 8000,
};

/**
 * 20 MB for a whole request, and no GIF: https://ai.google.dev/gemini-api/docs/image-understanding. On Vertex 7 MB an image:
 * https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/image-understanding
 */
export const geminiImages: ImageLimits = {
  mediaTypes: stillImage,
  maxCount: 100,
  maxBytes: 7 * mebibyte,
  maxTotalBytes: 14 * mebibyte,
  maxEdge: 8000,
};

/** Where a service says something of its own. */
export const presetImages: Readonly<Partial<Record<PresetId, ImageLimits>>> = {
  // 5 MB of base64 and 8,000 px, 32 MB a request; beyond 20 images in one only 2,000 px:
  // https://platform.claude.com/docs/en/build-with-claude/vision
  anthropic: {
    mediaTypes: everyImage,
    maxCount: 20,
    maxBytes: 3.75 * mebibyte,
    maxTotalBytes: 22 * mebibyte,
    maxEdge: 8000,
  },
  // 20 images and 20 MB together: https://docs.cohere.com/docs/image-inputs
  cohere: {
    mediaTypes: everyImage,
    maxCount: 20,
    maxBytes: 10 * mebibyte,
    maxTotalBytes: 14 * mebibyte,
    maxEdge: 8000,
  },
  // 10 MB of base64 together, 30 images: https://docs.fireworks.ai/guides/querying-vision-language-models
  fireworks: {
    mediaTypes: everyImage,
    maxCount: 30,
    maxBytes: 7 * mebibyte,
    maxTotalBytes: 7 * mebibyte,
    maxEdge: 8000,
  },
  gemini: geminiImages,
  // 5 images of at most 33 megapixels, 4 MB of base64 a request: https://console.groq.com/docs/vision
  groq: {
    mediaTypes: everyImage,
    maxCount: 5,
    maxBytes: 2.9 * mebibyte,
    maxTotalBytes: 2.9 * mebibyte,
    maxEdge: 5700,
  },
  // 8 images of 10 MB: https://docs.mistral.ai/capabilities/vision
  mistral: { mediaTypes: everyImage, maxCount: 8, maxBytes: 10 * mebibyte, maxEdge: 8000 },
  // 20 MiB, JPEG or PNG: https://docs.x.ai/developers/model-capabilities/images/understanding
  xai: { mediaTypes: ['image/png', 'image/jpeg'], maxCount: 100, maxBytes: 20 * mebibyte, maxEdge: 8000 },
};
