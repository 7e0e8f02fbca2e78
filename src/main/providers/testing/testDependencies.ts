import { AppError } from '../../../shared/errors.ts';
import { ManualClock } from '../../../shared/testing/ManualClock.ts';
import { MemoryModelNotes } from '../../models/MemoryModelNotes.ts';
import { directNetwork } from '../../network/directNetwork.ts';
import { createAwsSignIn } from '../aws/createAwsSignIn.ts';
import type { ProviderDependencies } from '../ChatProvider.ts';

/** What an adapter works with in a test: time that stands still, the direct way to servers, endless patience. */
export function testDependencies(changed: Partial<ProviderDependencies> = {}): ProviderDependencies {
  const { clock = new ManualClock(), network = directNetwork } = changed;
  return {
    clock,
    patience: { firstEventMs: null, betweenEventsMs: null },
    appVersion: '0.0.0',
    network,
    notes: new MemoryModelNotes(),
    awsSignIn: createAwsSignIn({ clock, network, askForCode: nobodyIsThere, openPage: nobodyIsThere }),
    ...changed,
  };
}

async function nobodyIsThere(): Promise<never> {
  throw new AppError('sign-in/cancelled', 'Nobody sits in front of a test');
}
