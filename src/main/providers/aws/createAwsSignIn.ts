import { AppError } from '../../../shared/errors.ts';
import type { AwsSignIn } from './AwsSignIn.ts';
import { signInFailure, signInOf } from './signIn.ts';

/** Makes the one way in which all connections sign in to AWS. The vendor's SDK is loaded by the first of them. */
export function createAwsSignIn(): AwsSignIn {
  return {
    async identityOf({ connection, secret }, signal) {
      const signIn = await signInOf(connection, secret);
      try {
        if ('credentials' in signIn && typeof signIn.credentials === 'function') await signIn.credentials();
      } catch (caught) {
        throw await signInFailure(caught, connection);
      }
      if (signal.aborted) throw new AppError('sign-in/cancelled', 'Signing in was given up');
      return signIn;
    },
    forget: () => undefined,
  };
}
