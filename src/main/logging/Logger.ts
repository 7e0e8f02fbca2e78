/** What may be put on a log line beside its message: names, codes, counts and times. Never prompts, replies or secrets. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** The port to the log. Every line is redacted again where it is written. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `caught` is logged by its name, code and redacted stack. */
  error(message: string, caught: unknown, fields?: LogFields): void;
}
