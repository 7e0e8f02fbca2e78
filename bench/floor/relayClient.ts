/**
 * The floor of the relay: OpenAI's SDK alone. A process that, told an address, reads so many streams at once and drops what
 * they say; it answers with the number of deltas when the last stream has ended.
 */
import OpenAI from 'openai';

export interface RelayOrder {
  readonly baseUrl: string;
  readonly streams: number;
}

async function readStream(client: OpenAI, model: string): Promise<number> {
  const stream = await client.chat.completions.create({
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'user', content: 'Go.' }],
  });
  let deltas = 0;
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) deltas += 1;
  return deltas;
}

process.on('message', ({ baseUrl, streams }: RelayOrder) => {
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'none', maxRetries: 0 });
  const all = Array.from({ length: streams }, (_, index) => readStream(client, `bench-${index}`));
  void Promise.all(all).then((counts) => process.send?.(counts.reduce((sum, count) => sum + count, 0)));
});
