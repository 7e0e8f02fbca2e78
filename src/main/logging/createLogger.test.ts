import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ManualClock } from '../../shared/testing/ManualClock.ts';
import { createLogger } from './createLogger.ts';
import { Redactor } from './Redactor.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchyard-log-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function newRedactor(): Redactor {
  return new Redactor({ homeFolder: '/home/ann' });
}

async function lines(): Promise<unknown[]> {
  const text = await readFile(join(folder, 'logs', 'main.log'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

describe('createLogger', () => {
  const clock = new ManualClock(Date.UTC(2026, 10, 22));

  function newLogger(redactor = newRedactor(), maxBytes?: number) {
    const size = maxBytes === undefined ? {} : { maxBytes };
    return createLogger({ folder: join(folder, 'logs'), clock, redactor, ...size });
  }

  it('writes one JSON object a line, in order, with its time', async () => {
    const logger = newLogger();
    logger.info('Started', { version: '1.0.0', ms: 12, resumed: false });
    logger.warn('Slow');
    await logger.flush();
    expect(await lines()).toEqual([
      {
        time: '2026-11-22T00:00:00.000Z',
        level: 'info',
        message: 'Started',
        fields: { version: '1.0.0', ms: 12, resumed: false },
      },
      { time: '2026-11-22T00:00:00.000Z', level: 'warn', message: 'Slow', fields: {} },
    ]);
  });

  it.runIf(process.platform !== 'win32')('is readable by this user only', async () => {
    const logger = newLogger();
    logger.info('Started');
    await logger.flush();
    expect((await stat(join(folder, 'logs'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'logs', 'main.log'))).mode & 0o777).toBe(0o600);
  });

  it('keeps two files of a bounded size', async () => {
    const logger = newLogger(newRedactor(), 500);
    for (let index = 0; index < 40; index += 1) {
      logger.info('A line of the log', { index });
      await logger.flush();
    }
    expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['main.log', 'main.old.log']);
    for (const name of ['main.log', 'main.old.log']) {
      expect((await stat(join(folder, 'logs', name))).size).toBeLessThan(700);
    }
    expect((await lines()).at(-1)).toMatchObject({ fields: { index: 39 } });
  });

  it('goes on without a complaint when it cannot write', async () => {
    await writeFile(join(folder, 'logs'), 'a file where the folder should be');
    const logger = newLogger();
    logger.info('Lost');
    await logger.flush();
    expect(await readFile(join(folder, 'logs'), 'utf8')).toBe('a file where the folder should be');
  });

  it('logs the sentence of our own errors, and only the name, code and places of others', async () => {
    const logger = newLogger();
    const parser = new SyntaxError('Unexpected token: "my private prompt"');
    logger.error('A reply failed', new AppError('stream/truncated', 'The reply was cut.', { cause: parser }));
    logger.error('Odd', 'thrown text: my private prompt');
    await logger.flush();
    const text = JSON.stringify(await lines());
    expect(text).toContain('The reply was cut.');
    expect(text).toContain('stream/truncated');
    expect(text).toContain('SyntaxError');
    expect(text).toContain('createLogger.test.ts');
    expect(text).not.toContain('private prompt');
  });

  it('blanks text in fields whose name says that it should not be there, and keeps counts', async () => {
    const logger = newLogger();
    logger.info('Done', {
      apiKey: 'plain',
      prompt: 'words',
      Authorization: 'x',
      inputTokens: 12,
      code: 'end',
    });
    await logger.flush();
    expect(await lines()).toMatchObject([
      {
        fields: {
          apiKey: '[redacted]',
          prompt: '[redacted]',
          Authorization: '[redacted]',
          inputTokens: 12,
          code: 'end',
        },
      },
    ]);
  });

  /** Keys as services make them, and gateways' free text. No pattern knows the latter; only registration does. */
  const secret = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/),
    fc.stringMatching(/^[ -~]{8,40}$/),
    fc.string({ unit: 'grapheme', minLength: 8, maxLength: 20 }),
  );

  it('never writes a registered secret, wherever it was planted and however it was encoded', async () => {
    await fc.assert(
      fc.asyncProperty(secret, fc.string({ maxLength: 5 }), async (value, around) => {
        // A value that is part of a line of any log ("message") cannot be told from it.
        fc.pre(!/^[\w :]*$/.test(value) || /\d/.test(value));
        const redactor = newRedactor();
        redactor.registerSecret(value);
        const logger = newLogger(redactor);
        const forms = [
          value,
          encodeURIComponent(Buffer.from(value).toString()),
          JSON.stringify({ value }),
          Buffer.from(value).toString('base64'),
          Buffer.from(`user:${value}`).toString('base64'),
          Buffer.from(`u:${value}!`).toString('base64url'),
          Buffer.from(value).toString('hex'),
          `https://example.com/?key=${value}`,
        ];
        for (const form of forms) {
          const cause = new Error(form, { cause: new Error(`inner ${form}`) });
          logger.info(`${around}${form}${around}`, { note: form });
          logger.error(form, new AppError('internal', `${around}${form}`, { cause }), {
            note: `${around}${form}`,
          });
        }
        await logger.flush();
        const written = await readFile(join(folder, 'logs', 'main.log'), 'utf8');
        await rm(join(folder, 'logs'), { recursive: true });
        const texts = written
          .trimEnd()
          .split('\n')
          .flatMap((line) => strings(JSON.parse(line)));
        const stable = Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1);
        for (const text of texts) {
          expect(text).not.toContain(value);
          expect(text).not.toContain(encodeURIComponent(Buffer.from(value).toString()));
          expect(text).not.toContain(stable);
          expect(text).not.toContain(Buffer.from(value).toString('hex'));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('Redactor', () => {
  it.each([
    ['key sk-proj-abc123DEF456 refused', 'key [redacted] refused'],
    ['AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE', '[redacted] and [redacted]'],
    ['Authorization: Bearer abc.def-ghi', 'Authorization: [redacted] [redacted]'],
    ['authorization=Basic dXNlcjpwYXNz', 'authorization=[redacted] [redacted]'],
    ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln back', 'got [redacted] back'],
    ['x-amz-security-token: FwoGZXIvYXdzE', 'x-amz-security-token: [redacted]'],
    ['{"api_key":"plainvalue","n":1}', '{"api_key":"[redacted]","n":1}'],
    ['GET https://api.example/v1/x?key=1&sig=2 failed', 'GET https://api.example/v1/x?[redacted] failed'],
    ['https://ann:pw@api.example/v1', 'https://[redacted]@api.example/v1'],
    ['ABSKQmVkcm9ja0FQSUtleS1hYmM=', '[redacted]'],
    ['open /home/ann/notes.txt', 'open ~/notes.txt'],
    ['at file:///Users/bob/app/index.js:1:2', 'at file://~/app/index.js:1:2'],
    ['C:\\Users\\Ann\\AppData', '~\\AppData'],
    [
      'nothing to see: 12 tokens, asked for secretary@office',
      'nothing to see: 12 tokens, asked for secretary@office',
    ],
  ])('turns %j into %j', (text, expected) => {
    expect(newRedactor().redact(text)).toBe(expected);
  });

  it('does nothing more the second time', () => {
    const redactor = newRedactor();
    redactor.registerSecret('registered-value');
    const pieces = [
      'sk-abcdefgh',
      'Bearer ',
      'Basic ',
      'https://',
      '?',
      '@',
      'key=',
      'api_key: "',
      'registered-value',
      ' ',
      '/home/ann',
      '"',
    ];
    const piece = fc.constantFrom(...pieces);
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 }))), (parts) => {
        const once = redactor.redact(parts.join(''));
        expect(redactor.redact(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves a value alone that is too short to be one', () => {
    const redactor = newRedactor();
    redactor.registerSecret('true');
    expect(redactor.redact('resumed: true')).toBe('resumed: true');
  });
});
