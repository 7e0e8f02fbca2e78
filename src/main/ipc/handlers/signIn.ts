import type { CodeQuestions } from '../../signIn/CodeQuestions.ts';
import type { SignInService } from '../../signIn/SignInService.ts';
import type { HandlersOf } from '../IpcHandlers.ts';

export function signInHandlers(signIn: SignInService, codes: CodeQuestions): HandlersOf<'signIn'> {
  return {
    'signIn.begin': async ({ connection }) => {
      signIn.begin(connection);
      return {};
    },
    'signIn.cancel': async ({ connectionId }) => {
      signIn.cancel(connectionId);
      return {};
    },
    'signIn.state': ({ connection }) => signIn.state(connection),
    'signIn.ssoAccounts': (portal) => signIn.ssoAccounts(portal),
    'signIn.answerCode': async ({ requestId, code }) => {
      codes.answer(requestId, code);
      return {};
    },
  };
}
