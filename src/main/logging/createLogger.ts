/**
 * The log on this machine: JSON lines in `<folder>/main.log`. Every string is redacted here, where it is written, twice: by
 * the name of its field and by what it looks like. Nothing is ever sent anywhere.
 */
import type { Clock } from '../../shared/clock.ts';
import { describeError } from './describeError.ts';
import type { LoggedError } from './describeError.ts';
import { LogFile } from './LogFile.ts';
import type { LogFields, Logger } from './Logger.ts';
import type { Redactor } from './Redactor.ts';

interface LoggerOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly redactor: Redactor;
  /** Size in bytes of one of the two files. */
  readonly maxBytes?: number;
}

/** A logger whose lines can be waited for: before the app quits, or in a test. */
export interface FileLogger extends Logger {
  flush(): Promise<void>;
}

/** Longest string on a line, in UTF-16 units. Cut after redaction, so that no secret loses the part that gives it away. */
const longestString = 4000;

/** Fields that should not have been passed at all. Numbers in them are counts (`inputTokens`) and stay. */
const sensitiveField =
  /key|token|secret|password|credential|authori[sz]ation|cookie|prompt|reply|content|text|body|header/i;

export function createLogger({ folder, clock, redactor, maxBytes = 1_000_000 }: LoggerOptions): FileLogger {
  const file = new LogFile({ folder, maxBytes });
  const clean = (text: string): string => redactor.redact(text).slice(0, longestString);

  const cleanFields = (fields: LogFields): LogFields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        if (typeof value !== 'string') return [name, value];
        return [name, sensitiveField.test(name) ? '[redacted]' : clean(value)];
      }),
    );

  const cleanError = (error: LoggedError): LoggedError => ({
    name: clean(error.name),
    ...(error.code === undefined ? {} : { code: clean(error.code) }),
    ...(error.message === undefined ? {} : { message: clean(error.message) }),
    ...(error.stack === undefined ? {} : { stack: error.stack.map(clean) }),
    ...(error.cause === undefined ? {} : { cause: cleanError(error.cause) }),
  });

  const write = (level: string, message: string, rest: object): void => {
    const time = new Date(clock.now()).toISOString();
    file.append(JSON.stringify({ time, level, message: clean(message), ...rest }));
  };

  return {
    info: (message, fields = {}) => {
      write('info', message, { fields: cleanFields(fields) });
    },
    warn: (message, fields = {}) => {
      write('warn', message, { fields: cleanFields(fields) });
    },
    error: (message, caught, fields = {}) => {
      write('error', message, { fields: cleanFields(fields), error: cleanError(describeError(caught)) });
    },
    flush: () => file.flush(),
  };
}
