/**
 * The parts of OpenAI's SDK that are used, by name, so that the build can leave out the rest and put these into one chunk: the
 * first request of a session then reads one file where the package itself is some two hundred.
 */
export { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError, OpenAI } from 'openai';
export { Stream } from 'openai/streaming';
