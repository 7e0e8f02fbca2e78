/**
 * What every adapter obeys, checked against fakes that speak the real wire (e2e/providers): the grammar of a reply, the
 * code of every failure, sockets that close, secrets that stay. An adapter runs the whole suite from its own test file:
 *
 *   describeProviderContract({
 *     name: 'bedrock',
 *     wire: 'converse',
 *     protocol: 'h2c',                                   // or 'http1'; run it once for each that the SDK speaks
 *     create: createBedrockProvider,
 *     connectTo: (url) => ({ …, provider: 'bedrock', region: 'us-east-1', auth: { kind: 'api-key' }, endpoint: url }),
 *     signIn: (canary) => ({ apiKey: canary }),
 *     listed: ['fake.direct-v1:0', 'us.fake.profiled-v1:0'],   // of e2e/providers/fakeModels.ts
 *     refusals: { 'wrong-path': 'provider/not-found' },         // only where the wire's words mean something else
 *     cutCodes: ['network/reset', 'stream/truncated'],          // HTTP/2 ends quietly when it is cut
 *   });
 *
 * The adapter must take its time from the `Clock` it is given, since no check waits: stalls are told with a ManualClock. An
 * adapter that runs its replies through `streamReply` gets the watchdog, the aborts, the grammar and the truncation for free.
 */
import { describe } from 'vitest';
import type { Provider } from '../../../shared/connection.ts';
import type { ContractSubject } from './ContractSubject.ts';
import { describeEndings } from './endings.ts';
import { describeFailures } from './failures.ts';
import { describeReplies } from './replies.ts';

/** Runs the contract suite against one adapter. */
export function describeProviderContract<P extends Provider>(subject: ContractSubject<P>): void {
  describe(`the provider contract: ${subject.name}`, () => {
    describeReplies(subject);
    describeFailures(subject);
    describeEndings(subject);
  });
}
